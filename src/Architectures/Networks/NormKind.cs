namespace MomentsDnns.Architectures.Networks;

/// <summary>Which normalization a layer holds.</summary>
public enum NormKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Batch normalization by the statistics of the clean signal over images and positions (Ioffe and Szegedy 2015).</summary>
    Batch,

    /// <summary>By the statistics of one image over channels and positions (Ba, Kiros and Hinton 2016).</summary>
    Layer,

    /// <summary>By the statistics of one channel of one image over positions (Ulyanov, Vedaldi and Lempitsky 2016).</summary>
    Instance,

    /// <summary>By the statistics of a group of channels of one image over positions (Wu and He 2018).</summary>
    Group,
}
