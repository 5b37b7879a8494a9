using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// phi(x) = lambda x for x &gt; 0, lambda alpha (e^x - 1) else, with the lambda and alpha at which mean 0 and
/// variance 1 of a normal input are kept. Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017.
/// </summary>
public readonly struct Selu : IActivationFunction<Selu>
{
    /// <summary>alpha.</summary>
    public const double Alpha = 1.6732632423543772848;

    /// <summary>lambda.</summary>
    public const double Lambda = 1.0507009873554804934;

    /// <inheritdoc/>
    public static string Name => "selu";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => false;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> factor = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero),
            new Vector<T>(T.CreateTruncating(Lambda)), new Vector<T>(T.CreateTruncating(Lambda * Alpha)));
        Vector<T> value = Elu.Evaluate(x, out Vector<T> slope);
        derivative = factor * slope;
        return factor * value;
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor isPositive = x.gt(zeros_like(x)).to(x.dtype);
        Tensor factor = isPositive.Times(Lambda - (Lambda * Alpha)).Plus(Lambda * Alpha);
        Tensor value = Elu.Evaluate(x, out Tensor slope);
        derivative = factor.mul(slope);
        return factor.mul(value);
    }
}
