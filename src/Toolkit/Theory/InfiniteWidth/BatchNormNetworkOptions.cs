namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// Which batch-norm net of infinite width: feedforward layers (convolution, norm, activation) or residual units (norm,
/// activation, convolution).
/// </summary>
public sealed record BatchNormNetworkOptions
{
    /// <summary>H of residual units; null, the default: feedforward.</summary>
    public int? ResidualDepth { get; init; }

    /// <summary>V = E|w|^2 of a channel's weights; 2, He's, by default.</summary>
    public double SquaredWeight { get; init; } = 2;

    /// <summary>E b^2 of the biases; 0 by default. A norm takes them off: they reach nu_2 alone.</summary>
    public double SquaredBias { get; init; }

    /// <summary>epsilon of the norms; 1e-3 by default.</summary>
    public double Epsilon { get; init; } = 1e-3;
}
