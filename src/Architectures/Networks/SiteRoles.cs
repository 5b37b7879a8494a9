namespace MomentsDnns.Architectures.Networks;

/// <summary>What a site is in its unit; it may be several things.</summary>
[Flags]
public enum SiteRoles
{
    /// <summary>Nothing that statistics or theory ask for.</summary>
    None = 0,

    /// <summary>What enters the unit.</summary>
    Input = 1,

    /// <summary>Behind a linear map.</summary>
    Linear = 2,

    /// <summary>What the (unit's first) normalization sees.</summary>
    NormInput = 4,

    /// <summary>Behind that normalization.</summary>
    Norm = 8,

    /// <summary>What the (unit's first) activation sees.</summary>
    PreActivation = 16,

    /// <summary>Behind that activation: effective ranks are taken here.</summary>
    Activation = 32,

    /// <summary>The end of a branch, all its layers passed.</summary>
    Branch = 64,

    /// <summary>What leaves the unit.</summary>
    Output = 128,
}
