using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Figures of what is measured beside the runs.</summary>
internal static class ProbeFigures
{
    private const string Bands = "Lines: means over nets; bands: 16th to 84th percentile.";

    public static FigureDescription NoiseCorrelation(ProbeResults probes) =>
        MeasuredPanel.OverDepth("correlation of y(*x*) and y(*x* + alpha d*x*)", AxisScale.Linear,
        probes.ResidualCorrelation.Depths[^1],
        [Curve("batch norm, feedforward", probes.FeedforwardCorrelation, v => v, Palette.Blue, LineDash.Solid),
            Curve("residual", probes.ResidualCorrelation, v => v, Palette.Orange, LineDash.Dashed)],
        $"alpha = {ProbeResults.Amplitude}. {Bands}", LegendAnchor.BottomRight);

    public static FigureDescription AffineMisfit(ProbeResults probes) =>
        MeasuredPanel.OverDepth("1 - R^2 of the best affine map", AxisScale.Log10, probes.Misfit.Depths[^1],
        [
            Curve("fully connected", probes.Misfit, v => Math.Log10(Math.Max(1e-10, v)), Palette.Blue, LineDash.Solid),
            Curve("convolutional", probes.ConvolutionalMisfit, v => Math.Log10(Math.Max(1e-10, v)), Palette.Orange,
                LineDash.Dashed),
        ], $"Means of logarithms. {Bands}", LegendAnchor.BottomLeft);

    public static FigureDescription NormIncrement(ProbeResults probes)
    {
        NormInputSpectrum spectrum = probes.Spectrum;
        double[] depths = [.. spectrum.Depths.Select(d => (double)d)];
        int nets = spectrum.SquaredIncrements.Simulations;
        return MeasuredPanel.OverDepth("squared increment of batch norm", AxisScale.Linear, depths[^1],
        [
            MeasuredPanel.Band("measured", depths, nets, (s, d) => spectrum.SquaredIncrements.Values[s, d],
            Palette.Blue, LineDash.Solid),
            MeasuredPanel.Band("by the spectrum", depths, nets,
                (s, d) => LayerClaims.SquaredIncrement(spectrum.Eigenvalues[s][d], probes.SpectrumEpsilon),
                Palette.Orange, LineDash.Dashed),
        ], Bands, LegendAnchor.TopRight);
    }

    public static FigureDescription AdversarialSteps(ProbeResults probes)
    {
        double[] logs = [.. probes.VanillaSteps.Select(s => Math.Log10(s.Inputs))];
        double range = Math.Max(1e-3, logs[^1] - logs[0]);
        return MeasuredPanel.Of(FigureLabel.Empty.Upright("inputs ").Italic("n"), AxisScale.Log10,
            new(logs[0] - (0.05 * range), logs[^1] + (0.05 * range)), "relative change that zeroes a unit",
            AxisScale.Log10,
        [
            new() { Label = FigureLabel.Empty.Upright("identity"), X = logs, Y = [.. logs.Select(v => -0.5 * v)],
            Color = Palette.Black, Dash = LineDash.Dotted },
            Steps("vanilla", probes.VanillaSteps, Palette.Orange, LineDash.Dashed),
            Steps("batch norm", probes.FeedforwardSteps, Palette.Blue, LineDash.Solid),
        ], $"By the gradient of pre-activations of the last layer. {Bands}", LegendAnchor.TopRight);

        SeriesDescription Steps(string name, IReadOnlyList<AdversarialSteps> steps, RgbColor color, LineDash dash) =>
            MeasuredPanel.Band(name, logs, steps[0].Rho.Count, (s, i) => Math.Log10(steps[i].Rho[s]), color, dash);
    }

    public static FigureDescription Coins(ProbeResults probes)
    {
        SeriesDescription[] series =
        [
            Distribution("*x*, ReLU", probes.Relu.LogSignal, Palette.Blue, LineDash.Solid),
            Distribution("*x*, coins", probes.Coins.LogSignal, Palette.Orange, LineDash.Dashed),
            Distribution("d*x*, ReLU", probes.Relu.LogNoise, Palette.Green, LineDash.DashDotted),
            Distribution("d*x*, coins", probes.Coins.LogNoise, Palette.Wine, LineDash.Dotted),
        ];
        return MeasuredPanel.Of(FigureLabel.Empty.Upright("log of the mean square"), AxisScale.Linear,
            new(series.Min(s => s.X[0]) - 0.1, series.Max(s => s.X[^1]) + 0.1), "share of nets below", AxisScale.Linear,
            series, "One input and its tangent.", LegendAnchor.TopLeft);

        static SeriesDescription Distribution(string name, IReadOnlyList<double> values, RgbColor color,
            LineDash dash) => new()
            {
                Label = FigureLabel.Parse(name),
                X = [.. values.Order()],
                Y = [.. Enumerable.Range(1, values.Count).Select(i => (i - 0.5) / values.Count)],
                Color = color,
                Dash = dash,
            };
    }

    public static FigureDescription DeepResidual(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.ResidualDeep];
        QuantityCurve chi = Quantity.Chi.Get(run);
        double[] logs = [.. run.Depths.Select(d => Math.Log10(d))];
        return MeasuredPanel.Of(Symbols.Depth, AxisScale.Log10, new(logs[0], logs[^1]), "normalized sensitivity",
            AxisScale.Log10,
            [MeasuredPanel.Band("batch norm, residual", logs, chi.Simulations, (s, d) => chi[s, d] / Math.Log(10),
                Palette.Blue, LineDash.Solid)], $"Means of logarithms. {Bands}", LegendAnchor.TopLeft);
    }

    private static SeriesDescription Curve(string name, ProbeCurve curve, Func<double, double> transform,
        RgbColor color, LineDash dash) =>
        MeasuredPanel.Band(name, [.. curve.Depths.Select(d => (double)d)], curve.Simulations,
        (s, d) => transform(curve.Values[s, d]), color, dash);
}
