using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// phi(x) = x s(x), s(x) = 1 / (1 + e^(-x)); phi'(x) = s(x) (1 + x s(-x)). Sources: Elfwing et al. 2017; Ramachandran
/// et al. 2017 (swish).
/// </summary>
public readonly struct Silu : IActivationFunction<Silu>
{
    /// <inheritdoc/>
    public static string Name => "silu";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => false;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> e = VectorFunctions<T>.Exponential(-Vector.Abs(x), out _);
        Vector<T> large = Vector<T>.One / (Vector<T>.One + e), small = e * large;
        Vector<T> negative = Vector.LessThan(x, Vector<T>.Zero);
        Vector<T> share = Vector.ConditionalSelect(negative, small, large);
        Vector<T> rest = Vector.ConditionalSelect(negative, large, small);
        Vector<T> held = VectorFunctions<T>.HeldBelow(x);
        Vector<T> slope = -VectorFunctions<T>.HeldBelow(-held); // held on both sides
        derivative = share * (Vector<T>.One + (slope * rest));
        return held * share;
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor share = x.sigmoid();
        derivative = share.mul(x.mul(x.neg().sigmoid()).Plus(1));
        return x.mul(share);
    }
}
