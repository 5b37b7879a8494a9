using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Arithmetic of tensors with numbers whose native halves outlive the call. TorchSharp makes a <see cref="Scalar"/> of
/// every number it passes, also of the hidden factor 1 in <c>a + b</c>, and nothing keeps that object alive: its
/// finalizer can free it while the native call reads it, which fails rarely and may give wrong numbers silently. The
/// conversions are banned symbols; these are their replacements. They hold with TorchSharp as its package ships it too,
/// in programs that do not import <c>build/KeepHandlesAlive.targets</c>.
/// </summary>
public static class SafeArithmetic
{
    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b)
    {
        using Scalar one = 1.0.ToScalar();
        return a.add(b, one);
    }

    /// <summary>a + term, element by element.</summary>
    public static Tensor Plus(this Tensor a, double term)
    {
        using Scalar scalar = term.ToScalar();
        using Scalar one = 1.0.ToScalar();
        return a.add(scalar, one);
    }

    /// <summary>Adds b to a in place.</summary>
    public static void AddInPlace(this Tensor a, Tensor b)
    {
        using Scalar one = 1.0.ToScalar();
        a.add_(b, one);
    }

    /// <summary>a * factor, element by element.</summary>
    public static Tensor Times(this Tensor a, double factor)
    {
        using Scalar scalar = factor.ToScalar();
        return a.mul(scalar);
    }

    /// <summary>Multiplies every element of a tensor in place.</summary>
    public static void MultiplyInPlace(this Tensor a, double factor)
    {
        using Scalar scalar = factor.ToScalar();
        a.mul_(scalar);
    }

    /// <summary>a - b.</summary>
    public static Tensor Minus(this Tensor a, Tensor b)
    {
        using Scalar minusOne = (-1.0).ToScalar();
        return a.add(b, minusOne);
    }
}
