using MomentsDnns.Analysis;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Figures of one panel, of numbers that no run records. Names are labels with mathematics.</summary>
internal static class MeasuredPanel
{
    /// <summary>Over depth.</summary>
    public static FigureDescription OverDepth(string quantity, AxisScale scale, double end,
        IReadOnlyList<SeriesDescription> series, string caption, LegendAnchor legend = LegendAnchor.TopLeft) =>
        Of(Symbols.Depth, AxisScale.Linear, new(0, end), quantity, scale, series, caption, legend);

    /// <summary>Over anything.</summary>
    public static FigureDescription Of(FigureLabel x, AxisScale xScale, AxisRange xRange, string quantity,
        AxisScale scale, IReadOnlyList<SeriesDescription> series, string caption, LegendAnchor legend) => new()
        {
            Columns = 1,
            Panels =
        [
            new()
            {
                Letter = 'a',
                XLabel = x,
                XScale = xScale,
                XRange = xRange,
                YLabel = FigureLabel.Parse(quantity),
                YScale = scale,
                Series = series,
                Legend = legend,
            },
        ],
            Caption = caption,
        };

    /// <summary>The mean over nets with the 16th to 84th percentile.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">Of the columns.</param>
    /// <param name="nets">How many nets.</param>
    /// <param name="value">By net and column, in the panel's units.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="dash">Its dash.</param>
    public static SeriesDescription Band(string name, IReadOnlyList<double> x, int nets, Func<int, int, double> value,
        RgbColor color, LineDash dash)
    {
        double[][] columns = [.. Enumerable.Range(0, x.Count)
            .Select(d => Enumerable.Range(0, nets).Select(s => value(s, d)).Order().ToArray())];
        return new()
        {
            Label = FigureLabel.Parse(name),
            X = x,
            Y = [.. columns.Select(c => c.Average())],
            Lower = [.. columns.Select(c => CurveSummary.Quantile(c, CurveSummary.LowerProbability))],
            Upper = [.. columns.Select(c => CurveSummary.Quantile(c, CurveSummary.UpperProbability))],
            Color = color,
            Dash = dash,
        };
    }
}
