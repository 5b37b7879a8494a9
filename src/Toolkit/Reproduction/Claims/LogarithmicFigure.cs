using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>A resnet and the feedforward net of which it is a logarithmic version, on one axis.</summary>
internal static class LogarithmicFigure
{
    public static FigureDescription Describe(ClaimRuns runs)
    {
        RunResults feedforward = runs[ClaimRun.BatchNorm], residual = runs[ClaimRun.Residual];
        LogarithmicVersion map = LogarithmicVersion.Of(feedforward, residual);
        double end = map.LayerOf(residual.Depths[^1]) * 1.1;
        return new()
        {
            Panels =
            [
                Panel('a', Symbols.Chi, AxisScale.Log10, run => CurveSummary.OfLog10(Quantity.Chi.Get(run))),
                Panel('b', Symbols.FourthMoment(false), AxisScale.Linear,
                    run => CurveSummary.OfLinear(run.Get(Statistic.Mu4Signal, Location.Norm))),
            ],
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"The resnet's unit l is drawn at layer {map.Offset:F2} + {map.Scale:F2} log l, a map found by χ "
                + $"alone. ") + Captions.Curves(residual),
        };

        PanelDescription Panel(char letter, FigureLabel label, AxisScale scale, Func<RunResults,
            CurveSummary> summary) => new()
            {
                Letter = letter,
                XLabel = FigureLabel.Empty.Upright("layer of the feedforward net"),
                YLabel = label,
                YScale = scale,
                XRange = new(0, end),
                Series =
            [
                Line("feedforward", feedforward, d => d, summary(feedforward), Palette.Blue, LineDash.Solid),
                Line("residual, mapped", residual, map.LayerOf, summary(residual), Palette.Orange, LineDash.Dashed),
            ],
                Legend = LegendAnchor.TopLeft,
            };

        SeriesDescription Line(string name, RunResults run, Func<double, double> x, CurveSummary summary,
            RgbColor color, LineDash dash)
        {
            int[] shown =
                [.. Enumerable.Range(0, run.Depths.Count).Where(i => x(run.Depths[i]) >= 0 && x(run.Depths[i]) <= end)];
            return new()
            {
                Label = FigureLabel.Empty.Upright(name),
                X = [.. shown.Select(i => x(run.Depths[i]))],
                Y = [.. shown.Select(i => summary.Mean[i])],
                Lower = [.. shown.Select(i => summary.Lower[i])],
                Upper = [.. shown.Select(i => summary.Upper[i])],
                Color = color,
                Dash = dash,
            };
        }
    }
}
