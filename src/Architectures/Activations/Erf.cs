using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>phi(x) = erf x; phi'(x) = 2/sqrt(pi) e^(-x^2).</summary>
public readonly struct Erf : IActivationFunction<Erf>
{
    /// <inheritdoc/>
    public static string Name => "erf";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => false;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> value = VectorFunctions<T>.Error(x, out Vector<T> gaussian);
        derivative = gaussian * new Vector<T>(T.CreateTruncating(2 / Math.Sqrt(Math.PI)));
        return value;
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        derivative = x.mul(x).neg().exp().Times(2 / Math.Sqrt(Math.PI));
        return x.erf();
    }
}
