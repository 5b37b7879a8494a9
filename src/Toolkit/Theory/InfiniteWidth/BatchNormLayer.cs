namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// Batch norm and activation at infinite width: a channel y is normal of covariance K' over N images, v = |y|^2/N its
/// variance over them, z = y / (v + epsilon)^(1/2) and phi(z) what follows.
/// </summary>
public sealed record BatchNormLayer
{
    /// <summary>R = E[1/(v + epsilon)]: the factor of the noise's power over the norm.</summary>
    public required double InverseVariance { get; init; }

    /// <summary>E[v/(v + epsilon)] = 1 - epsilon R: the mean square of z.</summary>
    public required double MeanSquare { get; init; }

    /// <summary>The mean over images of E|z|.</summary>
    public required double AbsoluteMean { get; init; }

    /// <summary>The mean over images of E z^4.</summary>
    public required double FourthMoment { get; init; }

    /// <summary>G = E[phi(z) phi(z)'], N x N.</summary>
    public required GramMatrix Activated { get; init; }

    /// <summary>
    /// E[phi'(z_i)^2 / (v + epsilon)] of each image i: the factor of the noise's power over norm and activation.
    /// </summary>
    public required IReadOnlyList<double> NoiseFactors { get; init; }
}
