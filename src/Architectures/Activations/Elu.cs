using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// phi(x) = x for x &gt; 0, e^x - 1 else; phi'(x) = 1, e^x. Source: Clevert, Unterthiner and Hochreiter 2015.
/// </summary>
public readonly struct Elu : IActivationFunction<Elu>
{
    /// <inheritdoc/>
    public static string Name => "elu";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => false;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> positive = Vector.GreaterThan(x, Vector<T>.Zero);
        derivative = VectorFunctions<T>.Exponential(
            Vector.ConditionalSelect(positive, Vector<T>.Zero, x), out Vector<T> minusOne);
        return Vector.ConditionalSelect(positive, x, minusOne);
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor below = x.neg().relu().neg();
        derivative = below.exp();
        return x.relu().Plus(below.expm1());
    }
}
