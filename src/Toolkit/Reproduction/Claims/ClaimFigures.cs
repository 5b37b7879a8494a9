using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Propagation;
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
        ClaimFigure.Diffusion => FigureCatalog.Describe(FigureKind.VanillaHistograms, runs[ClaimRun.Diffusion], WithTheory),
        ClaimFigure.BatchNormFeedforward => FigureCatalog.Describe(FigureKind.NormalizedFeedforward, runs[ClaimRun.BatchNormConvolutional], WithTheory),
        ClaimFigure.BatchNormResidual => FigureCatalog.Describe(FigureKind.Residual, runs[ClaimRun.ResidualConvolutional], WithTheory),
        ClaimFigure.LogarithmicVersion => Logarithmic(runs),
        ClaimFigure.Uniform => Compared(runs, ["vanilla, E|w|² = 2", "vanilla, E|w|² = 3", "batch norm, feedforward", "batch norm, residual"],
            [ClaimRun.UniformVanilla, ClaimRun.UniformVanillaLarge, ClaimRun.UniformBatchNorm, ClaimRun.UniformResidual]),
        ClaimFigure.Tanh => Compared(runs, ["ordered", "chaotic", "batch norm, feedforward", "batch norm, residual"],
            [ClaimRun.TanhOrdered, ClaimRun.TanhChaotic, ClaimRun.TanhBatchNorm, ClaimRun.TanhResidual]),
        ClaimFigure.Norms => Compared(runs, ["batch", "layer", "group, 8 groups", "instance"],
            [ClaimRun.BatchNormConvolutional, ClaimRun.LayerNormConvolutional, ClaimRun.GroupNormConvolutional, ClaimRun.InstanceNormConvolutional]),
        ClaimFigure.NormsResidual => Compared(runs, ["batch", "layer", "instance"], [ClaimRun.ResidualConvolutional, ClaimRun.LayerNormResidual, ClaimRun.InstanceNormResidual]),
        ClaimFigure.Unnormalized => Compared(runs, ["resnet without normalization", "vanilla"], [ClaimRun.UnnormalizedResidual, ClaimRun.Vanilla]),
        ClaimFigure.Sensitivity => LeastSensitivity(runs),
        ClaimFigure.Trajectories => Trajectories(runs.Expressivity),
        ClaimFigure.Merge => Merge(runs.Expressivity.Merge),
        ClaimFigure.Width => Width(runs),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "unknown figure"),
    }) with
    { Name = OptionText.Of(figure) };

    private static FigureDescription Compared(ClaimRuns runs, string[] labels, ClaimRun[] names) => FigureCatalog.SideBySide(
        [.. labels.Zip(names, (label, name) => new LabelledRun(label, runs[name]))],
        [SharedQuantity.Chi, SharedQuantity.VarianceShare, SharedQuantity.SignalRank, SharedQuantity.SignalPower]);

    // The least chi of any network: the claim is that even this one stays above 1.
    private static FigureDescription LeastSensitivity(ClaimRuns runs)
    {
        SeriesDescription[] series =
        [
            .. VariantClaims.ReluRuns.Take(FigureCatalog.MostRuns).Select((name, i) =>
            {
                Curve chi = LayerOutput.Find(runs[name], SharedQuantity.Chi)!;
                return new SeriesDescription
                {
                    Label = FigureLabel.Empty.Upright(OptionText.Of(name).Replace('-', ' ')),
                    X = [.. runs[name].Depths.Select(d => (double)d)],
                    Y = [.. Enumerable.Range(0, chi.Depths).Select(d => Enumerable.Range(0, chi.Simulations).Min(s => chi[s, d]) / Math.Log(10))],
                    Color = Palette.Lines[i % Palette.Lines.Count],
                    Dash = Dashes[i % Dashes.Length],
                };
            }),
        ];
        return new()
        {
            Name = "",
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
        FigureDescription figure = FigureCatalog.Describe(FigureKind.VanillaCurves, run, WithTheory);
        PanelDescription signs = new PanelBuilder(run, AxisScale.Linear)
            .Curve(FigureLabel.Empty.Upright("share of units of one sign"), Statistic.OneSignedShare, Location.Convolution, Palette.Green, LineDash.Solid)
            .ReferenceAtOne()
            .Build((char)('a' + figure.Panels.Count), null, LegendAnchor.BottomRight);
        return figure with { Panels = [.. figure.Panels, signs] };
    }

    private static FigureDescription Logarithmic(ClaimRuns runs)
    {
        RunResults feedforward = runs[ClaimRun.BatchNorm], residual = runs[ClaimRun.Residual];
        LogarithmicVersion map = LogarithmicVersion.Of(feedforward, residual);
        double end = map.LayerOf(residual.Depths[^1]) * 1.1;
        return new()
        {
            Name = "",
            Panels =
            [
                Panel('a', Symbols.Chi, AxisScale.Log10, run => CurveSummary.OfLog10(LayerOutput.Find(run, SharedQuantity.Chi)!)),
                Panel('b', Symbols.FourthMoment(false), AxisScale.Linear, run => CurveSummary.OfLinear(run.Get(Statistic.Mu4Signal, Location.Norm))),
            ],
            Caption = FormattableString.Invariant($"The resnet's unit l is drawn at layer {map.Offset:F2} + {map.Scale:F2} log l, a map found by χ alone. ") + Captions.Curves(residual),
        };

        PanelDescription Panel(char letter, FigureLabel label, AxisScale scale, Func<RunResults, CurveSummary> summary) => new()
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

        SeriesDescription Line(string name, RunResults run, Func<double, double> x, CurveSummary summary, RgbColor color, LineDash dash)
        {
            int[] shown = [.. Enumerable.Range(0, run.Depths.Count).Where(i => x(run.Depths[i]) >= 0 && x(run.Depths[i]) <= end)];
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

    private static FigureDescription Trajectories(ExpressivityResults expressivity) => new()
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

    private static FigureDescription Merge(MergeCheck merge)
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

    private static FigureDescription Width(ClaimRuns runs)
    {
        ClaimRun[] names = [ClaimRun.Diffusion, ClaimRun.DiffusionHalf, ClaimRun.DiffusionQuarter];
        double end = names.Max(n => (double)runs[n].Depths[^1] / runs[n].Configuration.Network.Width);
        return new()
        {
            Name = "",
            Columns = 1,
            Panels =
            [
                new()
                {
                    Letter = 'a',
                    XLabel = FigureLabel.Empty.Italic("l").Upright(" / width"),
                    YLabel = FigureLabel.Empty.Upright("variance of log ").Then(Symbols.SignalPower),
                    XRange = new(0, end),
                    Series =
                    [
                        .. names.Select((name, i) => Variance(runs[name], Palette.Lines[i], Dashes[i])),
                        new() { Label = FigureLabel.Empty.Upright("5 ").Italic("l").Upright(" / width"), X = [0, end], Y = [0, 5 * end], Color = Palette.Black, Dash = LineDash.Dotted },
                    ],
                    Legend = LegendAnchor.TopLeft,
                },
            ],
            Caption = "Variances over simulations; bands: two standard errors. In the mean-field limit they are 0.",
        };
    }

    private static SeriesDescription Variance(RunResults run, RgbColor color, LineDash dash)
    {
        Curve power = run.Get(Statistic.Nu2Signal, Location.Activation);
        double width = run.Configuration.Network.Width;
        Estimate[] variances = [.. Enumerable.Range(0, power.Depths).Select(d => Estimate.OfVariance([.. Enumerable.Range(0, power.Simulations).Select(s => power[s, d])]))];
        return new()
        {
            Label = FigureLabel.Empty.Upright($"width {width}"),
            X = [.. run.Depths.Select(d => d / width)],
            Y = [.. variances.Select(v => v.Value)],
            Lower = [.. variances.Select(v => v.Value - (2 * v.StandardError))],
            Upper = [.. variances.Select(v => v.Value + (2 * v.StandardError))],
            Color = color,
            Dash = dash,
        };
    }
}
