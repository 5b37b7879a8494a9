namespace MomentsDnns.Results.Facts;

/// <summary>A factor by which the normalized sensitivity grows over part of a layer or residual unit.</summary>
public enum IncrementKind
{
    /// <summary>
    /// delta chi of a layer: over a feedforward layer; in a residual unit over its first layer, up to the convolution.
    /// </summary>
    Layer,

    /// <summary>
    /// delta_BN chi: convolution and normalization together (feedforward: input to norm). In a residual unit, whose
    /// input was convolved by the unit before, the normalization of the first layer: input to norm.
    /// </summary>
    Normalization,

    /// <summary>
    /// delta_phi chi: the activation. In a residual unit the activation and the convolution behind it, as published
    /// with the reference results: norm (or the input, without normalization) to convolution.
    /// </summary>
    Activation,

    /// <summary>The convolution of a feedforward layer without normalization: input to convolution.</summary>
    Convolution,

    /// <summary>delta chi of a residual unit: input to sum.</summary>
    Unit,
}
