namespace MomentsDnns.Plotting;

/// <summary>
/// The axis of a panel whose positions are named places: they run from top to bottom, their names to the left, and
/// values run to the right. Panels side by side share the names of the first.
/// </summary>
public sealed record ProfileAxis
{
    /// <summary>Every place, by position, ascending.</summary>
    public required IReadOnlyList<ProfileName> Names { get; init; }

    /// <summary>Stretches of places that belong together, ascending; thin rules part them.</summary>
    public IReadOnlyList<ProfileGroup> Groups { get; init; } = [];

    /// <summary>The height of a position, in points, where no height of the figure is asked for.</summary>
    public double RowHeight { get; init; } = 9;

    /// <summary>The size of the names, in points. Names that would touch are left out.</summary>
    public double NameSize { get; init; } = 7;

    /// <summary>
    /// Lines of legend for which there is room above the axes: the most that any panel beside has, so that axes are
    /// level.
    /// </summary>
    public int LegendRows { get; init; }

    /// <summary>The name of a position; empty where none is.</summary>
    /// <param name="position">The position.</param>
    public string NameAt(double position) => Names.FirstOrDefault(n => n.Position == position)?.Text ?? "";
}
