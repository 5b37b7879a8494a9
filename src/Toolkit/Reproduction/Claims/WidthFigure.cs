using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>The variance of log nu_2 at several widths: what the mean-field limit leaves out.</summary>
internal static class WidthFigure
{
    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dashed, LineDash.DashDotted];

    public static FigureDescription Describe(ClaimRuns runs)
    {
        ClaimRun[] names = [ClaimRun.Diffusion, ClaimRun.DiffusionHalf, ClaimRun.DiffusionQuarter];
        RunResults residual = runs[ClaimRun.ResidualNarrow];
        double end = names.Max(n => (double)runs[n].Depths[^1] / runs[n].Configuration.Network.Width);
        return new()
        {
            Columns = 1,
            Panels =
            [
                new()
                {
                    Letter = 'a',
                    XLabel = FigureLabel.Empty.Italic("l").Upright(" / width"),
                    YLabel = FigureLabel.Empty.Upright("variance of log ").Then(Symbols.Of(Quantity.SignalPower)),
                    XRange = new(0, end),
                    Series =
                    [
                        .. names.Select((name, i) => Variance(runs[name], Location.Activation, "", Palette.Lines[i],
                        Dashes[i])),
                        Variance(residual, Location.Sum, ", batch-norm resnet", Palette.Green, LineDash.Solid, end),
                        new() { Label = FigureLabel.Empty.Upright("5 ").Italic("l").Upright(" / width"), X = [0, end],
                            Y = [0, 5 * end], Color = Palette.Black, Dash = LineDash.Dotted },
                    ],
                    Legend = LegendAnchor.TopLeft,
                },
            ],
            Caption = "Variances over simulations; bands: two standard errors. In the mean-field limit they are 0.",
        };
    }

    private static SeriesDescription Variance(RunResults run, Location place, string kind, RgbColor color,
        LineDash dash, double end = double.PositiveInfinity)
    {
        Curve power = run.Get(Statistic.Nu2Signal, place);
        double width = run.Configuration.Network.Width;
        int shown = run.Depths.Count(d => d / width <= end);
        Estimate[] variances = [.. Enumerable.Range(0, shown)
            .Select(d => Estimate.OfVariance([.. Enumerable.Range(0, power.Simulations).Select(s => power[s, d])]))];
        return new()
        {
            Label = FigureLabel.Empty.Upright($"width {width}{kind}"),
            X = [.. run.Depths.Take(shown).Select(d => d / width)],
            Y = [.. variances.Select(v => v.Value)],
            Lower = [.. variances.Select(v => v.Value - (2 * v.StandardError))],
            Upper = [.. variances.Select(v => v.Value + (2 * v.StandardError))],
            Color = color,
            Dash = dash,
        };
    }
}
