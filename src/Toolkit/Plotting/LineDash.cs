namespace MomentsDnns.Plotting;

/// <summary>How a line is broken, so that lines can be told apart without colour.</summary>
public enum LineDash
{
    /// <summary>Unbroken.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>A dash and a dot in turn.</summary>
    DashDotted,

    /// <summary>Dashes of three times the usual length.</summary>
    LongDashed,

    /// <summary>Dashes of half the usual length.</summary>
    ShortDashed,

    /// <summary>A dash and two dots in turn.</summary>
    DashDotDotted,
}
