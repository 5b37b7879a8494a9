using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>phi(x) = tanh x; phi'(x) = 1 - tanh^2 x, accurate relative to itself also where it is small.</summary>
public readonly struct Tanh : IActivationFunction<Tanh>
{
    /// <inheritdoc/>
    public static string Name => "tanh";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => false;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // With e = e^(-2|x|): tanh|x| = (1 - e) / (1 + e), and 1 - tanh^2 = 4e / (1 + e)^2.
        Vector<T> size = Vector.Abs(x);
        Vector<T> e = VectorFunctions<T>.Exponential(-(size + size), out Vector<T> minusOne);
        Vector<T> inverse = Vector<T>.One / (Vector<T>.One + e);
        Vector<T> two = inverse + inverse;
        derivative = e * two * two;
        return VectorFunctions<T>.WithSignOf(x, -minusOne * inverse);
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor value = x.tanh(), hyperbolic = x.cosh();
        derivative = hyperbolic.mul(hyperbolic).reciprocal();
        return value;
    }
}
