using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>A run judged: what its network does with depth, in words and numbers.</summary>
public sealed record RunAnalysis
{
    /// <summary>How many simulations were judged.</summary>
    public required int Simulations { get; init; }

    /// <summary>The deepest recorded layer or unit.</summary>
    public required int Depth { get; init; }

    /// <summary>Each pathology, in the order of <see cref="Pathology"/>.</summary>
    public required IReadOnlyList<PathologyVerdict> Verdicts { get; init; }

    /// <summary>By which law chi grows at the output of each layer or unit; null where too little holds chi.</summary>
    public GrowthFit? Growth { get; init; }

    /// <summary>The power law that is predicted from the branches of a residual net; null where none is.</summary>
    public PowerLawPrediction? PredictedPowerLaw { get; init; }

    /// <summary>What else there is to see.</summary>
    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>Theory beside measurement.</summary>
    public required IReadOnlyList<TheoryCurve> Theory { get; init; }

    /// <summary>Where signals were lost, in words.</summary>
    public required IReadOnlyList<string> Losses { get; init; }

    /// <summary>The verdict on one pathology.</summary>
    /// <param name="pathology">Which.</param>
    public PathologyVerdict this[Pathology pathology] => Verdicts.Single(v => v.Pathology == pathology);

    /// <summary>Judges a run.</summary>
    /// <param name="run">The run; statistics that it does not hold leave their verdict inconclusive.</param>
    /// <param name="options">What counts as evidence; the defaults when null.</param>
    /// <exception cref="ArgumentException">The options break a rule, or the run holds no depth.</exception>
    public static RunAnalysis Of(RunResults run, AnalysisOptions? options = null)
    {
        options ??= new();
        IReadOnlyList<OptionFault> faults = run.Depths.Count == 0 ? options.Validate() : options.Validate(run.Depths[^1]);
        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults), nameof(options));
        if (run.Depths.Count == 0) throw new ArgumentException("the run holds no recorded depth, a verdict needs several; record some", nameof(run));

        GrowthFit? growth = GrowthFit.OfSensitivity(run, options);
        return new()
        {
            Simulations = run.Simulations.Count,
            Depth = run.Depths[^1],
            Verdicts = Insufficient(run, options) is { } reason
                ? [.. Enum.GetValues<Pathology>().Select(p => new PathologyVerdict(p, Presence.Inconclusive, null, null, null, reason))]
                : Judge(run, growth, options),
            Growth = growth,
            PredictedPowerLaw = PowerLawPrediction.For(run, options),
            Observations = new Observations(run, options).Take(),
            Theory = TheoryCurves.Of(run),
            Losses = LossText.Of(run),
        };
    }

    private static string? Insufficient(RunResults run, AnalysisOptions options) =>
        run.Simulations.Count < options.LeastSimulations
            ? $"{run.Simulations.Count} simulations, a verdict needs {options.LeastSimulations}: run more"
            : run.Depths[^1] < options.LeastDepth
                ? $"depth {run.Depths[^1]}, a verdict needs {options.LeastDepth}: the first layers are a transient"
                : run.Losses.Values.Any(l => l.Cause == LossCause.ConstantInput)
                    ? "the images of a batch are all alike: there is no signal to judge; take other images"
                    : null;

    // What sizes alone decide is neither present nor absent.
    private static PathologyVerdict[] Judge(RunResults run, GrowthFit? growth, AnalysisOptions options) =>
        [.. JudgeCurves(run, growth, options).Select(verdict => DecidedBySizes.Reason(run, verdict.Pathology) is { } reason
            ? new(verdict.Pathology, Presence.Inconclusive, null, null, null, reason)
            : verdict)];

    private static PathologyVerdict[] JudgeCurves(RunResults run, GrowthFit? growth, AnalysisOptions options)
    {
        CollapseJudge collapse = new(options);
        string place = run.Facts.Unit;
        return
        [
            ZeroDimensional(),
            LayerOutput.Find(run, SharedQuantity.SignalRank) is { } rank
                ? collapse.Judge(Pathology.OneDimensionalSignal, run.Depths, OffFirstDirection(rank), options.OneDimensionalShare, (share, depth) =>
                    $"a share {share} of the typical net's variance lies off the first direction at {place} {depth}")
                : Unrecorded(Pathology.OneDimensionalSignal, "r_eff(x)"),
            Sensitivity(),
            .. LayerOutput.Find(run, SharedQuantity.SignalPower) is { } power
                ? new ActivationJudge(options).Judge(run.Depths, power.ToArray())
                : [Unrecorded(Pathology.ExplodingActivations, "nu_2(x)"), Unrecorded(Pathology.VanishingActivations, "nu_2(x)")],
        ];

        PathologyVerdict ZeroDimensional()
        {
            if (LayerOutput.Find(run, SharedQuantity.VarianceShare) is not { } share) return Unrecorded(Pathology.ZeroDimensionalSignal, "mu_2(x)/nu_2(x)");
            PathologyVerdict verdict = collapse.Judge(Pathology.ZeroDimensionalSignal, run.Depths, share.ToArray(), options.ZeroDimensionalShare, (typical, depth) =>
                $"mu_2/nu_2 is {typical} in the typical net at {place} {depth}");
            // A variance that sank into rounding is far below any threshold, and a signal of 0 has none.
            int lost = run.Losses.Values.Count(l => l.Cause is LossCause.Rounding or LossCause.Zero);
            if (verdict.Presence != Presence.Present && lost == run.Simulations.Count)
            {
                string evidence = run.Losses.Values.All(l => l.Cause == LossCause.Zero) ? "the signal became 0 in every simulation" : "the variance sank into rounding in every simulation";
                return verdict with { Presence = Presence.Present, Confidence = 1, ConfidenceOf = ConfidenceSubject.Present, Onset = run.Losses.Values.Max(l => l.Depth), Evidence = evidence, Nets = new(lost, lost) };
            }

            return run.Losses.Values.Any(l => l.Cause == LossCause.Underflow)
                ? verdict with { Evidence = verdict.Evidence + $"; beyond, the signal leaves the range of {LossText.Range(run.Facts)}: take --precision float64" }
                : verdict;
        }

        PathologyVerdict Sensitivity()
        {
            PathologyVerdict verdict = new SensitivityJudge(options, run.Depths, LayerOutput.Find(run, SharedQuantity.Chi)?.ToArray() ?? new double[0, 0])
                .Judge(growth, ResidualProduct.Of(run)?.LogChi);
            const string Remedy = "take a larger amplitude, --precision float64 or --noise tangent";
            // Recorded before amplitudes below the resolution were refused.
            if (run.HasConfiguration && run.Configuration.IsNoiseBelowResolution)
            {
                return new(verdict.Pathology, Presence.Inconclusive, null, null, null,
                    $"the finite noise lies below the resolution of {OptionText.Of(run.Configuration.Precision)}: {Remedy}");
            }

            return run.NoiseLosses.Count == 0 ? verdict
                : verdict with { Evidence = verdict.Evidence + $"; the finite noise is lost in rounding from {place} {run.NoiseLosses.Values.Min(l => l.Depth)}: {Remedy}" };
        }
    }

    private static PathologyVerdict Unrecorded(Pathology pathology, string what) =>
        new(pathology, Presence.Inconclusive, null, null, null, $"{what} was not recorded");

    // log (1 - 1/r_eff)
    private static double[,] OffFirstDirection(Curve rank)
    {
        double[,] values = new double[rank.Simulations, rank.Depths];
        for (int s = 0; s < rank.Simulations; s++)
        {
            // Rounding may leave a rank a little below 1.
            for (int d = 0; d < rank.Depths; d++) values[s, d] = Math.Log(Math.Max(0, 1 - (1 / rank[s, d])));
        }

        return values;
    }
}
