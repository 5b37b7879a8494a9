using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// A sweep as points with bars: a series for each value of the second option over the first. A line joins points over
/// numbers where they differ by more than noise, and only there: else it would draw the noise. Points over words have
/// no order, and no line.
/// </summary>
internal static class SweepPoints
{
    // Room beside the outermost points, as a share of the axis; and between series over one word.
    private const double Padding = 0.04, Aside = 0.08;

    // So many numbers have room under the axis; over more decades than this (log10), powers of ten serve better.
    private const int MostNames = 6;

    private const double LongestOfNames = 1.5;

    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dashed, LineDash.DashDotted];

    /// <summary>Describes the panel.</summary>
    public static PanelDescription Describe(SweepGrid grid)
    {
        bool hasNumbers = grid.X.Numbers.Any(double.IsFinite);
        int[] order = hasNumbers ? SweepAxes.Ascending(grid.X) : [.. Enumerable.Range(0, grid.X.Values.Count)];
        double[] x = [.. order.Select(i => hasNumbers ? SweepAxes.InAxisUnits(grid.X, grid.X.Numbers[i]) : i)];
        int[] words = hasNumbers ? [.. Enumerable.Range(0, grid.X.Values.Count).Except(order)] : [];
        double padding = x.Length > 1 && hasNumbers ? Padding * (x[^1] - x[0]) : 0.5;
        AxisRange range = new(x[0] - padding, x[^1] + padding);
        int count = grid.Y?.Values.Count ?? 1;
        List<SeriesDescription> series = [];
        for (int y = 0; y < count; y++)
        {
            FigureLabel name = FigureLabel.Empty.Upright(grid.Y is { } second
                ? PrintedNames.Of(second.Option, second.Values[y]) : "measured");
            double aside = hasNumbers ? 0 : Aside * (y - ((count - 1) / 2.0));
            SeriesDescription points = Points(grid, y, name, order, [.. x.Select(v => v + aside)], hasNumbers);
            series.Add(points);
            // A value that is no number (tangent) is a level to compare with.
            foreach (int word in words.Where(i => grid.Values[i, y] is not null))
            {
                series.Add(Level(words.Length == 1 ? FigureLabel.Empty : name.Upright(", " + grid.X.Values[word]),
                    range, grid.Values[word, y]!.Mean, points.Color));
            }
        }

        return new()
        {
            Letter = 'a',
            XLabel = SweepAxes.Name(grid.X),
            XScale = SweepAxes.ScaleOf(grid.X),
            XNames = hasNumbers ? NamesOfFew(grid.X, order, x)
                : [.. grid.X.Values.Select(v => PrintedNames.Of(grid.X.Option, v))],
            XPlaces = hasNumbers ? x : [],
            YLabel = Symbols.Of(grid.Quantity),
            YScale = AxisScales.Of(grid.IsLog10),
            XRange = range,
            Series = series,
            Legend = LegendAnchor.TopLeft,
            HasLegend = grid.Y is not null || words.Length > 1,
            Remarks = [.. Remarks(grid, series, hasNumbers), .. words.Length == 1
                ? [$"Dotted: {grid.X.Values[words[0]]}."] : Array.Empty<string>()],
        };
    }

    // A few numbers of one decade stand under their points: no round number would. Over decades, powers of ten do.
    private static string[] NamesOfFew(SweepAxis axis, int[] order, double[] x) =>
        order.Length <= MostNames && (!axis.IsSpacedInLogs || x[^1] - x[0] < LongestOfNames)
            ? [.. order.Select(i => axis.Values[i].Split(':')[^1])]
            : [];

    private static SeriesDescription Points(SweepGrid grid, int y, FigureLabel name, int[] order, double[] x,
        bool hasNumbers)
    {
        EndPoint?[] points = [.. order.Select(i => grid.Values[i, y])];
        return new()
        {
            Label = name,
            X = x,
            Y = [.. points.Select(p => p?.Mean ?? double.NaN)],
            Lower = [.. points.Select(p => p is null ? double.NaN : p.Mean - p.Error)],
            Upper = [.. points.Select(p => p is null ? double.NaN : p.Mean + p.Error)],
            SpreadIsBars = true,
            HasLine = hasNumbers && SweepTrend.Differ([.. points.OfType<EndPoint>()], grid.Simulations),
            Marker = LineStyles.Marker(y),
            Color = LineStyles.Color(y),
            Dash = Dashes[y % Dashes.Length],
        };
    }

    private static SeriesDescription Level(FigureLabel name, AxisRange range, double level, RgbColor color) => new()
    {
        Label = name,
        X = [range.Minimum, range.Maximum],
        Y = [level, level],
        Color = color,
        Dash = LineDash.Dotted,
    };

    private static IEnumerable<string> Remarks(SweepGrid grid, IEnumerable<SeriesDescription> series, bool hasNumbers)
    {
        if (grid.Simulations > 1)
            yield return "Bars: one standard error to each side, unseen where it is less than the point.";
        if (!hasNumbers) yield break;
        SeriesDescription[] measured = [.. series.Where(s => s.Marker != PointMarker.None)];
        if (grid.Simulations < 2) yield return "Points of one simulation have no known error, and are not joined.";
        else if (measured.All(s => s.HasLine))
        {
            yield return "Lines lead the eye from point to point; along each, the points differ by more than noise "
                + "(Welch’s test, 5%).";
        }
        else if (measured.Any(s => s.HasLine))
        {
            yield return "Lines lead the eye where points differ by more than noise (Welch’s test, 5%); points that "
                + "do not are not joined.";
        }
        else yield return "The points do not differ by more than noise (Welch’s test, 5%), and are not joined.";
    }
}
