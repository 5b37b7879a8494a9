using MomentsDnns.Plotting.Rendering;

namespace MomentsDnns.Plotting;

/// <summary>A figure: what it shows, apart from how it is drawn.</summary>
public sealed record FigureDescription
{
    // Below this width two panels stand under each other, in millimetres; beyond this height panels do not grow, in
    // points.
    private const double LeastForTwo = 130, Tallest = 300;

    // The form of a panel, and how flat it may become for the page.
    private const double HeightToWidth = 0.72, FlattestToWidth = 0.5;

    private readonly double? _width;
    private readonly int _columns = 2;

    /// <summary>
    /// Its name, which is also its file's name without extension, such as <c>fig4</c>; figures of the catalog are given
    /// theirs.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// From what it was drawn, a word of ASCII that every format's file holds, such as
    /// <see cref="FigureOrigin.OfRun"/>; empty: not told.
    /// </summary>
    public string Origin { get; init; } = "";

    /// <summary>The panels, row by row.</summary>
    public required IReadOnlyList<PanelDescription> Panels { get; init; }

    /// <summary>Panels in a row: 2 by default, and no more than there are panels or have room.</summary>
    public int Columns
    {
        get => Math.Clamp(AskedColumns ?? (HasNames ? FittingColumns : _width < LeastForTwo ? 1 : _columns), 1,
            Math.Max(1, Panels.Count));
        init => _columns = value;
    }

    /// <summary>
    /// Its width in millimetres: by default that of one column of text for one panel in a row, of two for more.
    /// </summary>
    public double Width
    {
        get => _width ?? (Columns == 1 ? FigureWidth.OneColumn : FigureWidth.TwoColumns);
        init => _width = value;
    }

    /// <summary>Whether the positions of its panels have names, see <see cref="ProfileAxis"/>.</summary>
    public bool HasNames => Panels.Count > 0 && Panels.All(p => p.Profile is not null);

    /// <summary>How many panels can stand in a row, one at least.</summary>
    /// <param name="millimetres">The width of the figure.</param>
    public int MostColumns(double millimetres) => HasNames
        ? ProfileGrid.Most(Panels, FigureWidth.InPoints(millimetres))
        : Math.Max(1, (int)(millimetres / FigureWidth.LeastOfPanel));

    /// <summary>The width of a panel with its labels, in points.</summary>
    public double PanelWidth => FigureWidth.InPoints(Width) / Columns;

    /// <summary>
    /// The height of a panel with its labels, in points: what is left of a height that was asked for; else 0.72 of the
    /// width, or less (down to 0.5) where the figure would not fit on a page otherwise; where positions have names, as
    /// much as these need.
    /// </summary>
    public double PanelHeight
    {
        get
        {
            double natural = HasNames ? Panels.Max(p => ProfileLayout.NaturalHeight(p, Panels.Count > 1))
                : Math.Min(HeightToWidth * PanelWidth, Tallest);
            if (AskedHeight is null && (Rows < 2 || HasNames)) return natural;
            double fitting = (FigureWidth.InPoints(AskedHeight ?? FigureHeight.Page)
                - FigurePainter.HeightAroundPanels(this)) / Rows;
            return AskedHeight is null ? Math.Clamp(fitting, Math.Min(natural, FlattestToWidth * PanelWidth), natural)
                : fitting;
        }
    }

    /// <summary>
    /// Series that a legend above the panels names, where they are the same in every panel; empty: none.
    /// </summary>
    public IReadOnlyList<SeriesDescription> Legend { get; init; } = [];

    /// <summary>
    /// What lines and bands are, in the language of labels; empty: nothing. What one panel needs stands in its remarks.
    /// </summary>
    public string Caption { get; init; } = "";

    /// <summary>The small print under the panels: the caption, then the remarks of the panels, each once.</summary>
    public string PrintedCaption =>
        string.Join(' ', Panels.SelectMany(p => p.Remarks).Distinct().Prepend(Caption).Where(text => text.Length > 0));

    // As many as have room, in rows of one length where they take several.
    private int FittingColumns
    {
        get
        {
            int most = MostColumns(_width ?? FigureWidth.TwoColumns), rows = (Panels.Count + most - 1) / most;
            return (Panels.Count + rows - 1) / rows;
        }
    }

    private int? AskedColumns { get; init; }

    private double? AskedHeight { get; init; }

    /// <summary>Rows of panels.</summary>
    public int Rows => (Panels.Count + Columns - 1) / Columns;

    /// <summary>
    /// The same figure in another width; where two panels have no room in a row, they stand under each other.
    /// </summary>
    /// <param name="millimetres">
    /// The width, from <see cref="FigureWidth.Least"/> to <see cref="FigureWidth.Greatest"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of its range.</exception>
    public FigureDescription InWidth(double millimetres)
    {
        if (!(millimetres is >= FigureWidth.Least and <= FigureWidth.Greatest))
        {
            throw new ArgumentOutOfRangeException(nameof(millimetres), millimetres,
                $"the width of a figure must be from {FigureWidth.Least} to {FigureWidth.Greatest} mm; take "
                    + $"{FigureWidth.OneColumn} or {FigureWidth.TwoColumns}");
        }

        return this with { Width = millimetres };
    }

    /// <summary>The same figure with so many panels in a row, also where they become narrow.</summary>
    /// <param name="columns">How many, 1 or more; at most as many as there are panels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is none, or a panel would be narrower than <see cref="FigureWidth.LeastOfPanel"/>.
    /// </exception>
    public FigureDescription InColumns(int columns)
    {
        if (columns < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns,
                "a figure has 1 column or more; take 1 or 2");
        }
        FigureDescription figure = this with { AskedColumns = columns };
        return figure.Columns <= MostColumns(figure.Width)
            ? figure
            : throw new ArgumentOutOfRangeException(nameof(columns), columns,
                $"panels would be {(HasNames ? "too narrow" : $"narrower than {FigureWidth.LeastOfPanel} mm")}; take "
                    + "fewer columns or a greater width");
    }

    /// <summary>The same figure in a height, legend and caption included: panels become taller or flatter.</summary>
    /// <param name="millimetres">
    /// The height, from <see cref="FigureHeight.Least"/> to <see cref="FigureHeight.Greatest"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The height is out of its range, or leaves panels less than <see cref="FigureHeight.LeastOfPanel"/>.
    /// </exception>
    public FigureDescription InHeight(double millimetres)
    {
        if (!(millimetres is >= FigureHeight.Least and <= FigureHeight.Greatest))
        {
            throw new ArgumentOutOfRangeException(nameof(millimetres), millimetres,
                $"the height of a figure must be from {FigureHeight.Least} to {FigureHeight.Greatest} mm; take "
                    + $"{FigureHeight.Page}");
        }

        return millimetres >= LeastHeight
            ? this with { AskedHeight = millimetres }
            : throw new ArgumentOutOfRangeException(nameof(millimetres), millimetres,
                $"{Rows} rows of panels with what is around them need {LeastHeight} mm; take so much, fewer panels or "
                    + "more columns");
    }

    /// <summary>The least height that its rows of panels with legend and caption need, in whole millimetres.</summary>
    public double LeastHeight =>
        Math.Ceiling((Rows * FigureHeight.LeastOfPanel)
        + FigureWidth.InMillimetres(FigurePainter.HeightAroundPanels(this)));

    /// <summary>The same figure with some of its panels, in the order of their names; they are lettered anew.</summary>
    /// <param name="names">Letters, or names of panels.</param>
    /// <exception cref="ArgumentException">There is no panel of a name.</exception>
    public FigureDescription OfPanels(IEnumerable<string> names)
    {
        PanelDescription[] chosen = [.. names.Select(name => Panel(name)
            ?? throw new ArgumentException($"no panel is named {name}: there are {string.Join(", ", PanelNames)}",
            nameof(names))).Distinct()];
        return this with { Panels = [.. chosen.Select((panel, i) => panel with { Letter = (char)('a' + i) })] };
    }

    /// <summary>The panel of a letter or name, or null.</summary>
    public PanelDescription? Panel(string name) =>
        Panels.FirstOrDefault(p => p.Name == name || p.Letter.ToString() == name);

    /// <summary>The panels as they can be chosen, such as <c>a (increments)</c>.</summary>
    public IEnumerable<string> PanelNames =>
        Panels.Select(p => p.Name.Length == 0 ? p.Letter.ToString() : $"{p.Letter} ({p.Name})");

    /// <summary>The same figure with another caption, which takes the place of the remarks too.</summary>
    /// <param name="caption">The text, in the language of labels; empty for none.</param>
    public FigureDescription WithCaption(string caption) =>
        this with { Caption = caption, Panels = [.. Panels.Select(p => p with { Remarks = [] })] };
}
