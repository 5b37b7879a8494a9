using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// phi(x) = x Phi(x), Phi the standard normal distribution; phi'(x) = Phi(x) + x Phi'(x). Source: Hendrycks and Gimpel
/// 2016.
/// </summary>
public readonly struct Gelu : IActivationFunction<Gelu>
{
    /// <inheritdoc/>
    public static string Name => "gelu";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => false;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Phi(-|x|) = erfc(|x| / sqrt 2) / 2 and Phi'(x) = e^(-x^2 / 2) / sqrt(2 pi).
        Vector<T> half = new(T.CreateTruncating(0.5));
        Vector<T> tail = half * VectorFunctions<T>.Complement(Vector.Abs(x)
            * new Vector<T>(T.CreateTruncating(Math.Sqrt(0.5))), out Vector<T> gaussian);
        Vector<T> share = Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), tail, Vector<T>.One - tail);
        Vector<T> density = gaussian * new Vector<T>(T.CreateTruncating(1 / Math.Sqrt(2 * Math.PI)));
        Vector<T> held = VectorFunctions<T>.HeldBelow(x);
        Vector<T> slope = -VectorFunctions<T>.HeldBelow(-held); // held on both sides
        derivative = share + (slope * density);
        return held * share;
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor share = x.Times(-Math.Sqrt(0.5)).erfc().Times(0.5);
        Tensor density = x.mul(x).Times(-0.5).exp().Times(1 / Math.Sqrt(2 * Math.PI));
        derivative = share.Plus(x.mul(density));
        return x.mul(share);
    }
}
