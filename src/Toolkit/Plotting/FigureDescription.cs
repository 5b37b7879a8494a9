namespace MomentsDnns.Plotting;

/// <summary>A figure: what it shows, apart from how it is drawn. Lengths are in points, 1/72 inch.</summary>
public sealed record FigureDescription
{
    /// <summary>Its name, which is also its file's name without extension, such as <c>fig4</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The panels, row by row.</summary>
    public required IReadOnlyList<PanelDescription> Panels { get; init; }

    /// <summary>Panels in a row; 2 by default.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>The width of a panel with its labels; 250 points by default, so that two fill a page of text.</summary>
    public double PanelWidth { get; init; } = 250;

    /// <summary>The height of a panel with its labels; 180 points by default.</summary>
    public double PanelHeight { get; init; } = 180;

    /// <summary>Series that a legend above the panels names, where they are the same in every panel; empty: none.</summary>
    public IReadOnlyList<SeriesDescription> Legend { get; init; } = [];

    /// <summary>What lines and bands are, in small print under the panels; empty: none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Rows of panels.</summary>
    public int Rows => (Panels.Count + Columns - 1) / Columns;
}
