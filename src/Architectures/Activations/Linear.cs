using System.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>phi(x) = x; phi'(x) = 1: a linear net, to compare with.</summary>
public readonly struct Linear : IActivationFunction<Linear>
{
    /// <inheritdoc/>
    public static string Name => "linear";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => true;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        derivative = Vector<T>.One;
        return x;
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        derivative = ones_like(x);
        return x.alias();
    }
}
