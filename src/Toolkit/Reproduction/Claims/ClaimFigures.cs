using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What the figures of the claims show.</summary>
public static class ClaimFigures
{
    private static readonly FigureOptions WithTheory = new() { Theory = true };

    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dashed, LineDash.DashDotted];

    /// <summary>Describes a figure.</summary>
    /// <param name="figure">Which.</param>
    /// <param name="runs">The measurements.</param>
    public static FigureDescription Describe(ClaimFigure figure, ClaimRuns runs) => (figure switch
    {
        ClaimFigure.Vanilla => Vanilla(runs),
        ClaimFigure.Diffusion => FigureCatalog.Describe(PaperFigures.VanillaHistograms, runs[ClaimRun.Diffusion],
            WithTheory),
        ClaimFigure.BatchNormFeedforward => FigureCatalog.Describe(PaperFigures.NormalizedFeedforward,
            runs[ClaimRun.BatchNormConvolutional], WithTheory),
        ClaimFigure.BatchNormResidual => FigureCatalog.Describe(PaperFigures.Residual,
            runs[ClaimRun.ResidualConvolutional], WithTheory),
        ClaimFigure.LogarithmicVersion => LogarithmicFigure.Describe(runs),
        ClaimFigure.Uniform => Compared(runs, ["vanilla, E|w|² = 2", "vanilla, E|w|² = 3", "batch norm, feedforward",
            "batch norm, residual"],
            [ClaimRun.UniformVanilla, ClaimRun.UniformVanillaLarge, ClaimRun.UniformBatchNorm,
                ClaimRun.UniformResidual]),
        ClaimFigure.Tanh => Compared(runs, ["ordered", "chaotic", "batch norm, feedforward", "batch norm, residual"],
            [ClaimRun.TanhOrdered, ClaimRun.TanhChaotic, ClaimRun.TanhBatchNorm, ClaimRun.TanhResidual]),
        ClaimFigure.Norms => Compared(runs, ["batch", "layer", "group, 8 groups", "instance"],
            [ClaimRun.BatchNormConvolutional, ClaimRun.LayerNormConvolutional, ClaimRun.GroupNormConvolutional,
                ClaimRun.InstanceNormConvolutional]),
        ClaimFigure.NormsResidual => Compared(runs, ["batch", "layer", "group, 8 groups", "instance"],
            [ClaimRun.ResidualConvolutional, ClaimRun.LayerNormResidual, ClaimRun.GroupNormResidual,
                ClaimRun.InstanceNormResidual]),
        ClaimFigure.Unnormalized => Compared(runs, ["resnet without normalization", "vanilla"],
            [ClaimRun.UnnormalizedResidual, ClaimRun.Vanilla]),
        ClaimFigure.Sensitivity => LeastSensitivity(runs),
        ClaimFigure.Trajectories => ExpressivityFigures.Trajectories(runs.Expressivity),
        ClaimFigure.Merge => ExpressivityFigures.Merge(runs.Expressivity.Merge),
        ClaimFigure.Width => WidthFigure.Describe(runs),
        ClaimFigure.HypothesisSpace => SpaceFigures.Nets(runs.Measured.Space),
        ClaimFigure.Sweeps => SpaceFigures.Sweeps(runs.Measured.Sweeps),
        ClaimFigure.NoiseCorrelation => ProbeFigures.NoiseCorrelation(runs.Measured.Probes),
        ClaimFigure.AdversarialSteps => ProbeFigures.AdversarialSteps(runs.Measured.Probes),
        ClaimFigure.AffineMisfit => ProbeFigures.AffineMisfit(runs.Measured.Probes),
        ClaimFigure.NormIncrement => ProbeFigures.NormIncrement(runs.Measured.Probes),
        ClaimFigure.Coins => ProbeFigures.Coins(runs.Measured.Probes),
        ClaimFigure.DeepResidual => ProbeFigures.DeepResidual(runs),
        ClaimFigure.Training => TrainingClaimFigure.Describe(runs.Training),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "unknown figure"),
    }) with
    { Name = OptionText.Of(figure) };

    private static FigureDescription Compared(ClaimRuns runs, string[] labels, ClaimRun[] names)
    {
        FigureDescription figure = FigureCatalog.SideBySide(
            [.. labels.Zip(names, (label, name) => new LabelledRun(label, runs[name]))],
            [Quantity.Chi, Quantity.VarianceShare, Quantity.SignalRank, Quantity.SignalPower]);
        int[] depths = [.. names.Select(name => runs[name].Depths[^1])];
        return depths.Distinct().Count() == 1 ? figure
            : figure with
            {
                Caption = $"{figure.Caption} Depths: "
            + $"{string.Join("; ", labels.Zip(depths, (label, depth) => $"{label}: {depth}"))}."
            };
    }

    // The least chi of any network: the claim is that even this one stays above 1.
    private static FigureDescription LeastSensitivity(ClaimRuns runs)
    {
        SeriesDescription[] series =
        [
            .. VariantClaims.ReluRuns.Take(FigureCatalog.MostRuns).Select((name, i) =>
            {
                QuantityCurve chi = Quantity.Chi.Get(runs[name]);
                return new SeriesDescription
                {
                    Label = FigureLabel.Empty.Upright(OptionText.Of(name).Replace('-', ' ')),
                    X = [.. runs[name].Depths.Select(d => (double)d)],
                    Y = [.. Enumerable.Range(0, chi.Depths)
                        .Select(d => Enumerable.Range(0, chi.Simulations).Min(s => chi[s, d]) / Math.Log(10))],
                    Color = Palette.Lines[i % Palette.Lines.Count],
                    Dash = Dashes[i % Dashes.Length],
                };
            }),
        ];
        return new()
        {
            Columns = 1,
            Width = FigureWidth.TwoColumns,
            Panels =
            [
                new()
                {
                    Letter = 'a',
                    XLabel = Symbols.Depth,
                    YLabel = FigureLabel.Empty.Upright("least ").Then(Symbols.Chi).Upright(" of any network"),
                    YScale = AxisScale.Log10,
                    XRange = new(0, series.Max(s => s.X[^1])),
                    YRange = new(-0.2, 2),
                    Series = series,
                    ReferenceLines = [0],
                    HasLegend = false,
                },
            ],
            Legend = series,
            Caption = "Fully connected nets; the axis cuts those that explode.",
        };
    }

    private static FigureDescription Vanilla(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.Vanilla];
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaCurves, run, WithTheory);
        PanelDescription signs = new PanelBuilder(run, AxisScale.Linear)
            .Curve(FigureLabel.Empty.Upright("share of units of one sign"),
            Quantity.At(Statistic.OneSignedShare, Location.Convolution), Palette.Green, LineDash.Solid)
            .ReferenceAtOne()
            .Build((char)('a' + figure.Panels.Count), "one-signed", null, LegendAnchor.BottomRight);
        return figure with { Panels = [.. figure.Panels, signs] };
    }
}
