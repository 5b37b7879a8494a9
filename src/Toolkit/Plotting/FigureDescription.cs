namespace MomentsDnns.Plotting;

/// <summary>A figure: what it shows, apart from how it is drawn.</summary>
public sealed record FigureDescription
{
    // Below this width two panels stand under each other, in millimetres; beyond this height panels do not grow, in points.
    private const double LeastForTwo = 130, Tallest = 300;

    private const double HeightToWidth = 0.72;

    private readonly double? _width;
    private readonly int _columns = 2;

    /// <summary>Its name, which is also its file's name without extension, such as <c>fig4</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The panels, row by row.</summary>
    public required IReadOnlyList<PanelDescription> Panels { get; init; }

    /// <summary>Panels in a row: 2 by default, and no more than there are panels or have room.</summary>
    public int Columns
    {
        get => Math.Clamp(_width < LeastForTwo ? 1 : _columns, 1, Math.Max(1, Panels.Count));
        init => _columns = value;
    }

    /// <summary>Its width in millimetres: by default that of one column of text for one panel in a row, of two for more.</summary>
    public double Width
    {
        get => _width ?? (Columns == 1 ? FigureWidth.OneColumn : FigureWidth.TwoColumns);
        init => _width = value;
    }

    /// <summary>The width of a panel with its labels, in points.</summary>
    public double PanelWidth => FigureWidth.InPoints(Width) / Columns;

    /// <summary>The height of a panel with its labels, in points.</summary>
    public double PanelHeight => Math.Min(HeightToWidth * PanelWidth, Tallest);

    /// <summary>Series that a legend above the panels names, where they are the same in every panel; empty: none.</summary>
    public IReadOnlyList<SeriesDescription> Legend { get; init; } = [];

    /// <summary>What lines and bands are, in small print under the panels, in the language of labels; empty: none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Rows of panels.</summary>
    public int Rows => (Panels.Count + Columns - 1) / Columns;

    /// <summary>The same figure in another width; where two panels have no room in a row, they stand under each other.</summary>
    /// <param name="millimetres">The width, from <see cref="FigureWidth.Least"/> to <see cref="FigureWidth.Greatest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of its range.</exception>
    public FigureDescription InWidth(double millimetres)
    {
        if (!(millimetres is >= FigureWidth.Least and <= FigureWidth.Greatest))
        {
            throw new ArgumentOutOfRangeException(nameof(millimetres), millimetres,
                $"the width of a figure must be from {FigureWidth.Least} to {FigureWidth.Greatest} mm; take {FigureWidth.OneColumn} or {FigureWidth.TwoColumns}");
        }

        return this with { Width = millimetres };
    }
}
