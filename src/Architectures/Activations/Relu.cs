using System.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>phi(x) = max(x, 0); phi'(x) = 1 where x &gt; 0, else 0.</summary>
public readonly struct Relu : IActivationFunction<Relu>
{
    /// <inheritdoc/>
    public static string Name => "relu";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => true;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> positive = Vector.GreaterThan(x, Vector<T>.Zero);
        derivative = positive & Vector<T>.One;
        // Not zero where x is no number: an overflow must stay visible.
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), Vector<T>.Zero, x);
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor value = nn.functional.relu(x);
        derivative = value.sign();
        return value;
    }
}
