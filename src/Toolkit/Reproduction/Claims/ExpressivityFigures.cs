using MomentsDnns.Analysis;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Propagation;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Lengths of trajectories, and the merge of batch norm.</summary>
internal static class ExpressivityFigures
{
    public static FigureDescription Trajectories(ExpressivityResults expressivity) => OnePanel("length / spread", expressivity.Vanilla.Depths[^1],
        [Line("vanilla", expressivity.Vanilla, Palette.Orange, LineDash.Dashed), Line("batch norm", expressivity.BatchNorm, Palette.Blue, LineDash.Solid)],
        $"Length of great circles of images. Lines: means of log length over {expressivity.Vanilla.Simulations} simulations; bands: 16th to 84th percentile.");

    public static FigureDescription Merge(MergeCheck merge) => OnePanel("relative difference", merge.SignalDifferences.Count,
        [Difference("signal", merge.SignalDifferences, Palette.Blue, LineDash.Solid), Difference("noise", merge.NoiseDifferences, Palette.Orange, LineDash.Dashed)],
        "A batch-norm net and the vanilla net that it is merged into, one batch, 64-bit arithmetic.");

    private static FigureDescription OnePanel(string quantity, int depth, SeriesDescription[] series, string caption) => new()
    {
        Name = "",
        Columns = 1,
        Panels =
        [
            new()
            {
                Letter = 'a',
                XLabel = Symbols.Depth,
                YLabel = FigureLabel.Empty.Upright(quantity),
                YScale = AxisScale.Log10,
                XRange = new(0, depth),
                Series = series,
                Legend = LegendAnchor.TopLeft,
            },
        ],
        Caption = caption,
    };

    private static SeriesDescription Line(string name, TrajectoryResult lengths, RgbColor color, LineDash dash)
    {
        double[][] columns = [.. Enumerable.Range(0, lengths.Depths.Count).Select(d => Enumerable.Range(0, lengths.Simulations).Select(s => lengths.LogLengthOverSpread(s, d) / Math.Log(10)).Order().ToArray())];
        return new()
        {
            Label = FigureLabel.Empty.Upright(name),
            X = [.. lengths.Depths.Select(d => (double)d)],
            Y = [.. columns.Select(c => c.Average())],
            Lower = [.. columns.Select(c => CurveSummary.Quantile(c, CurveSummary.LowerProbability))],
            Upper = [.. columns.Select(c => CurveSummary.Quantile(c, CurveSummary.UpperProbability))],
            Color = color,
            Dash = dash,
        };
    }

    private static SeriesDescription Difference(string name, IReadOnlyList<double> values, RgbColor color, LineDash dash) => new()
    {
        Label = FigureLabel.Empty.Upright(name),
        X = [.. Enumerable.Range(1, values.Count).Select(i => (double)i)],
        Y = [.. values.Select(Math.Log10)],
        Color = color,
        Dash = dash,
    };
}
