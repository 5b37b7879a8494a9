using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sites;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// The sites of a net whose layers differ as rows of a figure, top to bottom. Of many sites those on branches stand
/// closer together and bear no names.
/// </summary>
internal sealed class SiteRows
{
    /// <summary>Of more sites than this, branches stand closer and bear no names.</summary>
    public const int MostNamed = 80;

    private const double BranchRow = 0.4, MainMarker = 2.8, BranchMarker = 2.3;
    private const int FewSites = 30;

    private readonly double[] _positions;

    /// <summary>Lays out the sites of a run.</summary>
    /// <param name="path">Its sites.</param>
    public SiteRows(SitePath path)
    {
        Path = path;
        IsThinned = path.Sites.Count > MostNamed;
        _positions = new double[path.Sites.Count];
        double end = 0;
        for (int c = 0; c < _positions.Length; c++)
        {
            double height = IsThinned && !path.IsMain(c) ? BranchRow : 1;
            _positions[c] = end + (height / 2);
            end += height;
        }

        Range = new(-0.3, end + 0.3);
    }

    /// <summary>The sites.</summary>
    public SitePath Path { get; }

    /// <summary>Whether branches stand closer and bear no names.</summary>
    public bool IsThinned { get; }

    /// <summary>What the axis of sites shows.</summary>
    public AxisRange Range { get; }

    /// <summary>The axis.</summary>
    /// <param name="legendRows">Lines of legend above the axes.</param>
    public ProfileAxis Axis(int legendRows)
    {
        (double row, double size) = Path.Sites.Count switch
        {
            <= FewSites => (9.5, 7),
            <= MostNamed => (7.2, 6.2),
            _ => (5.9, 5.6),
        };
        return new()
        {
            Names = [.. Path.Sites.Select((site, c) =>
                new ProfileName(_positions[c], site.Name, Path.IsMain(c), Path.IsMain(c) || !IsThinned))],
            Groups = [.. Path.Stages.Select(stage => new ProfileGroup(
                stage.First == 0 ? Range.Minimum : Edge(stage.First),
                stage.Last == Path.Sites.Count - 1 ? Range.Maximum : Edge(stage.Last + 1), stage.Name))],
            RowHeight = row,
            NameSize = size,
            LegendRows = legendRows,
        };
    }

    /// <summary>A quantity on the main path, as a line with markers and a band.</summary>
    /// <param name="summary">Over the columns of the run, in axis units.</param>
    /// <param name="label">Its name.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="dash">How its line is broken.</param>
    /// <param name="marker">What stands at its points.</param>
    /// <returns>The series; null where there is no value.</returns>
    public SeriesDescription? Main(CurveSummary summary, FigureLabel label, RgbColor color, LineDash dash,
        PointMarker marker = PointMarker.Circle)
    {
        int[] columns = [.. Path.Main.Where(c => double.IsFinite(summary.Mean[c]))];
        return columns.Length == 0 ? null : new()
        {
            Label = label,
            X = [.. columns.Select(c => _positions[c])],
            Y = [.. columns.Select(c => summary.Mean[c])],
            Lower = [.. columns.Select(c => summary.Lower[c])],
            Upper = [.. columns.Select(c => summary.Upper[c])],
            Color = color,
            Dash = dash,
            Marker = marker,
            MarkerSize = MainMarker,
        };
    }

    /// <summary>The same on branches, as light markers.</summary>
    /// <inheritdoc cref="Main" path="param|returns"/>
    public SeriesDescription? Branches(CurveSummary summary, FigureLabel label, RgbColor color,
        PointMarker marker = PointMarker.Circle)
    {
        int[] columns = [.. Enumerable.Range(0, Path.Sites.Count)
            .Where(c => !Path.IsMain(c) && double.IsFinite(summary.Mean[c]))];
        return columns.Length == 0 ? null : new()
        {
            Label = label.Upright(", branches"),
            X = [.. columns.Select(c => _positions[c])],
            Y = [.. columns.Select(c => summary.Mean[c])],
            Color = Light(color),
            HasLine = false,
            Marker = marker,
            MarkerSize = BranchMarker,
            IsInLegend = false,
        };
    }

    /// <summary>The symbol of a quantity at a site, which is no layer l.</summary>
    /// <param name="quantity">The quantity.</param>
    public static FigureLabel Symbol(Quantity quantity) =>
        FigureLabel.Parse(quantity.Symbol.Replace("^l", "", StringComparison.Ordinal));

    private double Edge(int column) => (_positions[column - 1] + _positions[column]) / 2;

    // Half way to white.
    private static RgbColor Light(RgbColor color) => new(Half(color.Red), Half(color.Green), Half(color.Blue));

    private static byte Half(byte part) => (byte)((part + 250) / 2);
}
