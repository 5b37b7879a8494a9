namespace MomentsDnns.Architectures.Networks;

/// <summary>Which normalization a layer holds.</summary>
public enum NormKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Batch normalization by the statistics of the clean signal over images and positions.</summary>
    Batch,
}
