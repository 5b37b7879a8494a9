using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>phi(x) = x where x &gt; 0, else 0.01 x; phi'(x) = 1 or 0.01. Source: Maas, Hannun and Ng 2013.</summary>
public readonly struct LeakyRelu : IActivationFunction<LeakyRelu>
{
    /// <summary>The slope below 0.</summary>
    public const double Slope = 0.01;

    /// <inheritdoc/>
    public static string Name => "leaky-relu";

    /// <inheritdoc/>
    public static bool IsPositivelyHomogeneous => true;

    /// <inheritdoc/>
    public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        derivative = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One,
            new Vector<T>(T.CreateTruncating(Slope)));
        return derivative * x;
    }

    /// <inheritdoc/>
    public static Tensor Evaluate(Tensor x, out Tensor derivative)
    {
        Tensor positive = nn.functional.relu(x).sign();
        derivative = positive.Times(1 - Slope).Plus(Slope);
        return derivative.mul(x);
    }
}
