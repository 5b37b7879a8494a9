namespace MomentsDnns.Plotting;

/// <summary>One system of axes of a figure: what it shows, apart from how it is drawn.</summary>
public sealed record PanelDescription
{
    /// <summary>The letter that names the panel: a is shown as (a).</summary>
    public required char Letter { get; init; }

    /// <summary>
    /// What it shows, in lower case with dashes, by which it can be chosen, such as <c>increments</c>; empty: by its
    /// letter alone.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>The name of the horizontal axis.</summary>
    public required FigureLabel XLabel { get; init; }

    /// <summary>The name of the vertical axis; empty where the legend names every line.</summary>
    public FigureLabel YLabel { get; init; } = FigureLabel.Empty;

    /// <summary>What the vertical axis measures.</summary>
    public AxisScale YScale { get; init; } = AxisScale.Linear;

    /// <summary>What the horizontal axis measures.</summary>
    public AxisScale XScale { get; init; } = AxisScale.Linear;

    /// <summary>Whether the horizontal axis counts, such as layers: marks stand at whole numbers alone.</summary>
    public bool XCounts { get; init; }

    /// <summary>
    /// What stands at the places of <see cref="XPlaces"/> of a horizontal axis whose marks are given; empty: numbers at
    /// round places.
    /// </summary>
    public IReadOnlyList<string> XNames { get; init; } = [];

    /// <summary>Where each of <see cref="XNames"/> stands, in axis units; empty: at 0, 1, 2, ..</summary>
    public IReadOnlyList<double> XPlaces { get; init; } = [];

    /// <summary>
    /// The names of the positions, where positions are places with names: they run from top to bottom, and values to
    /// the right. Such panels have no cells of colour and no bars. Null: positions are numbers and run to the right.
    /// </summary>
    public ProfileAxis? Profile { get; init; }

    /// <summary>
    /// Cells of colour under the lines, with a colour bar beside the axes; null: none. Needs <see cref="YRange"/>.
    /// </summary>
    public HeatMapDescription? HeatMap { get; init; }

    /// <summary>The lines and bands, in the order of the legend.</summary>
    public IReadOnlyList<SeriesDescription> Series { get; init; } = [];

    /// <summary>Heights, in axis units, at which a thin dashed line runs through the panel.</summary>
    public IReadOnlyList<double> ReferenceLines { get; init; } = [];

    /// <summary>What the horizontal axis shows, in axis units.</summary>
    public required AxisRange XRange { get; init; }

    /// <summary>
    /// What the vertical axis shows, in axis units; null: all data, padding, and room for the legend.
    /// </summary>
    public AxisRange? YRange { get; init; }

    /// <summary>
    /// Where the vertical axis starts, in axis units, while <see cref="YRange"/> is null; null: below all data.
    /// </summary>
    public double? YFloor { get; init; }

    /// <summary>
    /// Whether a legend names the series; false where another panel of the figure names the same ones.
    /// </summary>
    public bool HasLegend { get; init; } = true;

    /// <summary>Where the legend is tried first.</summary>
    public LegendAnchor Legend { get; init; } = LegendAnchor.TopRight;

    /// <summary>What the panel cannot show, and why: one line each, shown under the legend.</summary>
    public IReadOnlyList<FigureLabel> Notes { get; init; } = [];

    /// <summary>
    /// Sentences of the caption that explain this panel, in the language of labels; one that panels share is printed
    /// once.
    /// </summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether there is anything on the axes: a line, or cells of colour.</summary>
    public bool IsEmpty => Series.Count == 0 && HeatMap is null;
}
