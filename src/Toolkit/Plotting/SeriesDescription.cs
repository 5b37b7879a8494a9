namespace MomentsDnns.Plotting;

/// <summary>
/// One line of a panel with, where it has one, the band around it or a bar at each point. X and Y have one length, and
/// so have Lower and Upper where they are given. Points with a NaN or an infinity are skipped: the line breaks there.
/// </summary>
public sealed record SeriesDescription
{
    /// <summary>Its name in the legend; empty: it is not named there.</summary>
    public required FigureLabel Label { get; init; }

    /// <summary>Horizontal positions, ascending.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>The line, in axis units (log10 on a logarithmic axis).</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>The lower edge of the band or end of each bar, in axis units; null: neither.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>The upper edge of the band or end of each bar, in axis units; null: neither.</summary>
    public IReadOnlyList<double>? Upper { get; init; }

    /// <summary>The colour of the line; the band is the same colour, translucent, with thin edges.</summary>
    public required RgbColor Color { get; init; }

    /// <summary>How the line is broken.</summary>
    public LineDash Dash { get; init; } = LineDash.Solid;

    /// <summary>Whether a line joins the points; false: they stand alone, and need a marker.</summary>
    public bool HasLine { get; init; } = true;

    /// <summary>What stands at each point.</summary>
    public PointMarker Marker { get; init; } = PointMarker.None;

    /// <summary>The size of the markers, in points; 5 by default.</summary>
    public double MarkerSize { get; init; } = 5;

    /// <summary>Whether a legend names it; where false, its name stands in tables alone.</summary>
    public bool IsInLegend { get; init; } = true;

    /// <summary>
    /// Whether <see cref="Lower"/> and <see cref="Upper"/> are the ends of a bar at each point rather than the edges of
    /// a band.
    /// </summary>
    public bool SpreadIsBars { get; init; }

    /// <summary>Whether the series has a spread: a band or bars.</summary>
    public bool HasSpread => Lower is not null && Upper is not null;

    /// <summary>Whether the series has a band.</summary>
    public bool HasBand => HasSpread && !SpreadIsBars;

    /// <summary>Whether the series has bars.</summary>
    public bool HasBars => HasSpread && SpreadIsBars;

    /// <summary>Whether the band has edges of its own: not where it reaches up to the line.</summary>
    public bool HasBandEdges => HasBand && !Upper!.SequenceEqual(Y);
}
