using MomentsDnns.Analysis;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Propagation;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Lengths of trajectories, and the merge of batch norm.</summary>
internal static class ExpressivityFigures
{
    public static FigureDescription Trajectories(ExpressivityResults expressivity) => new()
    {
        Name = "",
        Columns = 1,
        Panels =
        [
            new()
            {
                Letter = 'a',
                XLabel = Symbols.Depth,
                YLabel = FigureLabel.Empty.Upright("length / spread"),
                YScale = AxisScale.Log10,
                XRange = new(0, expressivity.Vanilla.Depths[^1]),
                Series = [Line("vanilla", expressivity.Vanilla, Palette.Orange, LineDash.Dashed), Line("batch norm", expressivity.BatchNorm, Palette.Blue, LineDash.Solid)],
                Legend = LegendAnchor.TopLeft,
            },
        ],
        Caption = $"Length of great circles of images. Lines: means of log length over {expressivity.Vanilla.Simulations} simulations; bands: 16th to 84th percentile.",
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

    public static FigureDescription Merge(MergeCheck merge)
    {
        return new()
        {
            Name = "",
            Columns = 1,
            Panels =
            [
                new()
                {
                    Letter = 'a',
                    XLabel = Symbols.Depth,
                    YLabel = FigureLabel.Empty.Upright("relative difference"),
                    YScale = AxisScale.Log10,
                    XRange = new(0, merge.SignalDifferences.Count),
                    Series = [Difference("signal", merge.SignalDifferences, Palette.Blue, LineDash.Solid), Difference("noise", merge.NoiseDifferences, Palette.Orange, LineDash.Dashed)],
                    Legend = LegendAnchor.TopLeft,
                },
            ],
            Caption = "A batch-norm net and the vanilla net that it is merged into, one batch, 64-bit arithmetic.",
        };

        static SeriesDescription Difference(string name, IReadOnlyList<double> values, RgbColor color, LineDash dash) => new()
        {
            Label = FigureLabel.Empty.Upright(name),
            X = [.. Enumerable.Range(1, values.Count).Select(i => (double)i)],
            Y = [.. values.Select(Math.Log10)],
            Color = color,
            Dash = dash,
        };
    }
}
