namespace MomentsDnns.Analysis.SideBySide;

/// <summary>What runs of any two architectures can be compared by, at the output of each layer or unit.</summary>
public enum SharedQuantity
{
    /// <summary>chi, the normalized sensitivity.</summary>
    Chi,

    /// <summary>delta chi, its increment over the layer or unit.</summary>
    Increment,

    /// <summary>mu_2(x) / nu_2(x), the share of the signal's mean square that is variance: 0 for a zero-dimensional signal.</summary>
    VarianceShare,

    /// <summary>nu_2(x), the mean square of the signal.</summary>
    SignalPower,

    /// <summary>r_eff(x), behind the (unit's first) activation.</summary>
    SignalRank,

    /// <summary>r_eff(dx), behind the (unit's first) activation.</summary>
    NoiseRank,
}
