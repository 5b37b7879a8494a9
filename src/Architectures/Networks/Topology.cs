namespace MomentsDnns.Architectures.Networks;

/// <summary>How layers are joined.</summary>
public enum Topology
{
    /// <summary>Each layer (convolution, [normalization], activation) feeds the next.</summary>
    Feedforward,

    /// <summary>Units of H times ([normalization], activation, convolution), summed with their skip.</summary>
    Residual,
}
