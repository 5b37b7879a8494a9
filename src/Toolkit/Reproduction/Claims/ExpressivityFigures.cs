using MomentsDnns.Plotting;
using MomentsDnns.Propagation;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Lengths of trajectories, and the merge of batch norm.</summary>
internal static class ExpressivityFigures
{
    public static FigureDescription Trajectories(ExpressivityResults expressivity) =>
        MeasuredPanel.OverDepth("length / spread", AxisScale.Log10, expressivity.Vanilla.Depths[^1],
        [Line("vanilla", expressivity.Vanilla, Palette.Orange, LineDash.Dashed),
            Line("batch norm", expressivity.BatchNorm, Palette.Blue, LineDash.Solid)],
        $"Length of great circles of images. Lines: means of log length over {expressivity.Vanilla.Simulations} "
            + "simulations; bands: 16th to 84th percentile.");

    public static FigureDescription Merge(MergeCheck merge) =>
        MeasuredPanel.OverDepth("relative difference", AxisScale.Log10, merge.SignalDifferences.Count,
        [Difference("signal", merge.SignalDifferences, Palette.Blue, LineDash.Solid),
            Difference("noise", merge.NoiseDifferences, Palette.Orange, LineDash.Dashed)],
        "A batch-norm net and the vanilla net that it is merged into, one batch, 64-bit arithmetic.");

    private static SeriesDescription Line(string name, TrajectoryResult lengths, RgbColor color, LineDash dash) =>
        MeasuredPanel.Band(name,
        [.. lengths.Depths.Select(d => (double)d)], lengths.Simulations, (s, d) =>
        lengths.LogLengthOverSpread(s, d) / Math.Log(10), color, dash);

    private static SeriesDescription Difference(string name, IReadOnlyList<double> values, RgbColor color,
        LineDash dash) => new()
        {
            Label = FigureLabel.Empty.Upright(name),
            X = [.. Enumerable.Range(1, values.Count).Select(i => (double)i)],
            Y = [.. values.Select(Math.Log10)],
            Color = color,
            Dash = dash,
        };
}
