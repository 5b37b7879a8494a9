namespace MomentsDnns.Plotting;

/// <summary>What an axis measures.</summary>
public enum AxisScale
{
    /// <summary>The values themselves.</summary>
    Linear,

    /// <summary>log10 of the values; every number in the panel's description is a log10 already.</summary>
    Log10,
}
