namespace MomentsDnns.Plotting;

/// <summary>Where a legend is tried first; it goes elsewhere rather than cover data.</summary>
public enum LegendAnchor
{
    /// <summary>At the top, to the right.</summary>
    TopRight,

    /// <summary>At the top, to the left.</summary>
    TopLeft,

    /// <summary>At the bottom, to the right.</summary>
    BottomRight,

    /// <summary>At the bottom, to the left.</summary>
    BottomLeft,

    /// <summary>At half height, to the right.</summary>
    MiddleRight,
}
