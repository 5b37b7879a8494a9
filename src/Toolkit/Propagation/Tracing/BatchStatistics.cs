namespace MomentsDnns.Propagation.Tracing;

/// <summary>By which mean and variance the batch norms of a network that was made elsewhere standardize.</summary>
public enum BatchStatistics
{
    /// <summary>
    /// Those of the clean batch that passes (biased variance), constants to the noise: as a net is at initialization.
    /// </summary>
    Frozen,

    /// <summary>The stored running mean and variance: as a trained net is used.</summary>
    Running,

    /// <summary>Those of the clean batch, functions of it: the noise moves them, as in a step of training.</summary>
    Differentiated,
}
