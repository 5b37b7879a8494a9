namespace MomentsDnns.Architectures.Networks;

/// <summary>A named place inside a layer or residual unit, at which activations can be observed.</summary>
public enum Location
{
    /// <summary>What enters the layer or the residual unit.</summary>
    Input,

    /// <summary>After the convolution (in a residual unit: the first one).</summary>
    Convolution,

    /// <summary>After the normalization (in a residual unit: the first one).</summary>
    Norm,

    /// <summary>After the activation (in a residual unit: the first one).</summary>
    Activation,

    /// <summary>The end of the residual branch, before the sum.</summary>
    Branch,

    /// <summary>After the sum of the residual branch and the skip.</summary>
    Sum,
}
