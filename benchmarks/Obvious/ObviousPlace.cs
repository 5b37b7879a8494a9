namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>Where in a layer or residual unit statistics are taken.</summary>
public enum ObviousPlace
{
    /// <summary>What enters.</summary>
    Input,

    /// <summary>After the (first) convolution.</summary>
    Convolution,

    /// <summary>After the (first) normalization.</summary>
    Norm,

    /// <summary>After the (first) activation; here the effective ranks are taken too.</summary>
    Activation,

    /// <summary>The residual branch before the sum.</summary>
    Branch,

    /// <summary>After the sum.</summary>
    Sum,
}
