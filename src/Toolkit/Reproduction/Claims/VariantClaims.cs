using System.Globalization;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Other initializations, activations and norms: what of the paper's picture carries over.</summary>
internal static class VariantClaims
{
    private const string Talk = "talk", UniformGroup = "Uniform initialization", TanhGroup = "tanh",
        NormGroup = "Other norms", PlainGroup = "Resnets without normalization",
        Present = "judged present, fully connected";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(UniformGroup, "vanilla: zero-dimensional at He's second moment", Talk, ClaimFigure.Uniform,
        r => Of(r, ClaimRun.UniformVanilla, Pathology.ZeroDimensionalSignal, Presence.Present)) { Bound = Present },
        new(UniformGroup, "vanilla: one-dimensional at a larger second moment (3)", Talk, ClaimFigure.Uniform,
            r => Of(r, ClaimRun.UniformVanillaLarge, Pathology.OneDimensionalSignal, Presence.Present)) { Bound =
            Present },
        new(UniformGroup, "batch-norm feedforward: exploding sensitivity", Talk, ClaimFigure.Uniform,
            r => Of(r, ClaimRun.UniformBatchNorm, Pathology.ExplodingSensitivity, Presence.Present)) { Bound =
            Present },
        new(UniformGroup, "batch-norm resnet: no pathology", Talk, ClaimFigure.Uniform,
            r => NoPathology(r, ClaimRun.UniformResidual)) { Bound = "every pathology judged absent, fully connected" },
        new(TanhGroup, "ordered phase: zero-dimensional signal", Talk, ClaimFigure.Tanh,
            r => Of(r, ClaimRun.TanhOrdered, Pathology.ZeroDimensionalSignal, Presence.Present)) { Bound = Present },
        new(TanhGroup, "chaotic phase: exploding sensitivity, by √χ₁ a layer", Talk, ClaimFigure.Tanh,
            Chaotic) { Bound = "exploding sensitivity present, γ within 5% of log √χ₁, fully connected" },
        new(TanhGroup, "batch-norm feedforward: exploding sensitivity", Talk, ClaimFigure.Tanh,
            r => Of(r, ClaimRun.TanhBatchNorm, Pathology.ExplodingSensitivity, Presence.Present)) { Bound = Present },
        new(TanhGroup, "batch-norm resnet: no pathology", Talk, ClaimFigure.Tanh,
            r => NoPathology(r, ClaimRun.TanhResidual)) { Bound = "every pathology judged absent, fully connected" },
        new(NormGroup, "instance norm is like batch norm: exploding sensitivity", Talk, ClaimFigure.Norms,
            r => Of(r, ClaimRun.InstanceNormConvolutional, Pathology.ExplodingSensitivity, Presence.Present)) { Bound =
            "judged present, convolutional" },
        new(NormGroup, "layer norm is like no norm: the signal collapses", Talk, ClaimFigure.Norms,
            LayerNorm) { Bound = "zero-dimensional signal present, both kinds" },
        new(NormGroup, "group norm lies between layer and instance norm", Talk, ClaimFigure.Norms,
            Between) { Bound = "log χ at the end rises from layer to group to instance norm, convolutional" },
        new(NormGroup, "normalized resnets are logarithmic versions: χ grows no faster than a power law", Talk,
            ClaimFigure.NormsResidual, LogarithmicVersions) { Bound =
            "exploding sensitivity judged absent, layer and instance norm, convolutional" },
        new(PlainGroup, "activations explode", Talk, ClaimFigure.Unnormalized,
            r => Of(r, ClaimRun.UnnormalizedResidual, Pathology.ExplodingActivations, Presence.Present)) { Bound =
            Present },
        new(PlainGroup, "the signal becomes one-dimensional", Talk, ClaimFigure.Unnormalized,
            r => Of(r, ClaimRun.UnnormalizedResidual, Pathology.OneDimensionalSignal, Presence.Present)) { Bound =
            Present },
        new("All ReLU nets", "χ ≳ 1", "paper", ClaimFigure.Sensitivity,
            AboveOne) { Bound = "a share of nets of at least 0.95, the setups together" },
    ];

    /// <summary>The runs of ReLU nets.</summary>
    public static IReadOnlyList<ClaimRun> ReluRuns { get; } =
    [
        ClaimRun.Vanilla, ClaimRun.BatchNorm, ClaimRun.Residual, ClaimRun.UniformVanilla, ClaimRun.UniformVanillaLarge,
        ClaimRun.UniformBatchNorm,
        ClaimRun.UniformResidual, ClaimRun.UnnormalizedResidual, ClaimRun.LayerNorm, ClaimRun.VanillaConvolutional,
        ClaimRun.BatchNormConvolutional,
        ClaimRun.ResidualConvolutional, ClaimRun.LayerNormConvolutional, ClaimRun.GroupNormConvolutional,
        ClaimRun.InstanceNormConvolutional,
        ClaimRun.LayerNormResidual, ClaimRun.InstanceNormResidual, ClaimRun.GroupNormResidual, ClaimRun.VanillaSemiLine,
        ClaimRun.ResidualNarrow, ClaimRun.ResidualDeep,
    ];

    private static ClaimOutcome Of(ClaimRuns runs, ClaimRun run, Pathology pathology, Presence claimed)
    {
        PathologyVerdict verdict = runs.Judged(run)[pathology];

        ClaimCheck[] checks = [ClaimCheck.That(verdict, claimed, InNets(runs[run]))];

        return new(checks, verdict.Sentence + (verdict.Onset is { } onset ? $"; from {onset}" : ""));
    }

    private static ClaimOutcome NoPathology(ClaimRuns runs, ClaimRun run)
    {
        RunAnalysis analysis = runs.Judged(run);
        GrowthFit growth = analysis.Growth!;
        Estimate chi = Log10Chi(runs[run]);

        ClaimCheck[] checks =
            [.. analysis.Verdicts.Select(v => ClaimCheck.That(v, Presence.Absent, InNets(runs[run])))];

        return new(checks, string.Create(CultureInfo.InvariantCulture, $"log₁₀ χ {Text(chi)} at {analysis.Depth}, law: "
            + $"{growth.Preferred?.Name() ?? growth.Reason}, τ = {growth[GrowthLaw.PowerLaw].Exponent.Value:F3}; ")
            + string.Join("; ", analysis.Verdicts.Where(v => v.Pathology == Pathology.ZeroDimensionalSignal
            || v.Pathology == Pathology.OneDimensionalSignal).Select(v => v.Sentence)));
    }

    private static ClaimOutcome Chaotic(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.TanhChaotic];
        RunAnalysis analysis = runs.Judged(ClaimRun.TanhChaotic);
        NetworkOptions network = run.Configuration.Network;
        MeanField theory = new(network.Activation.Evaluate);
        double weights = network.WeightVariance!.Value;
        double predicted =
            0.5 * Math.Log(theory.Chi1(theory.FixedPoint(weights, network.BiasVariance!.Value)!.Value, weights));
        Estimate gamma = analysis.Growth![GrowthLaw.Exponential].Exponent;

        ClaimCheck[] checks =
        [
            ClaimCheck.That(analysis[Pathology.ExplodingSensitivity], Presence.Present, InNets(run)),
            ClaimCheck.Of($"γ {InNets(run)}", gamma, Within(0.95 * predicted, 1.05 * predicted)),
        ];

        return new(checks, string.Create(CultureInfo.InvariantCulture, $"γ = {Text(gamma)}, log √χ₁ = {predicted:F4} "
            + $"({network.Activation.Name}); log₁₀ χ {Text(Log10Chi(run))}"));
    }

    private static ClaimOutcome LayerNorm(ClaimRuns runs)
    {
        PathologyVerdict connected = runs.Judged(ClaimRun.LayerNorm)[Pathology.ZeroDimensionalSignal],
            convolutional = runs.Judged(ClaimRun.LayerNormConvolutional)[Pathology.ZeroDimensionalSignal];

        ClaimCheck[] checks =
        [
            ClaimCheck.That(connected, Presence.Present, InNets(runs[ClaimRun.LayerNorm])),
            ClaimCheck.That(convolutional, Presence.Present, InNets(runs[ClaimRun.LayerNormConvolutional])),
        ];

        return new(checks, $"fully connected: {connected.Sentence}; convolutional: {convolutional.Sentence}");
    }

    private static ClaimOutcome Between(ClaimRuns runs)
    {
        Estimate layer = Log10Chi(runs[ClaimRun.LayerNormConvolutional]),
            group = Log10Chi(runs[ClaimRun.GroupNormConvolutional]),
            instance = Log10Chi(runs[ClaimRun.InstanceNormConvolutional]);
        int depth = runs[ClaimRun.GroupNormConvolutional].Depths[^1];

        ClaimCheck[] checks =
        [
            ClaimCheck.Of($"log₁₀ χ of group minus layer norm at layer {depth}", Difference(group, layer), AtLeast(0)),
            ClaimCheck.Of($"log₁₀ χ of instance minus group norm at layer {depth}", Difference(instance, group),
                AtLeast(0)),
        ];

        return new(checks, $"log₁₀ χ at {depth}: layer {Text(layer)}, group of 8 {Text(group)}, instance "
            + Text(instance));
    }

    private static ClaimOutcome LogarithmicVersions(ClaimRuns runs)
    {
        ClaimOutcome layer = Grown(ClaimRun.LayerNormResidual), instance = Grown(ClaimRun.InstanceNormResidual);
        return new([.. layer.Checks, .. instance.Checks], $"{layer.Measured}; {instance.Measured}");

        ClaimOutcome Grown(ClaimRun name)
        {
            RunResults run = runs[name];
            RunAnalysis analysis = runs.Judged(name);
            GrowthFit growth = analysis.Growth!;
            string norm = run.Configuration.Network.Norm.Name;

            ClaimCheck[] checks = [ClaimCheck.That(analysis[Pathology.ExplodingSensitivity], Presence.Absent,
                $"{InNets(run)}, {norm} norm")];

            return new(checks, string.Create(CultureInfo.InvariantCulture, $"{norm} norm: log₁₀ χ "
                + $"{Text(Log10Chi(run))} at {analysis.Depth}, {growth.Preferred?.Name() ?? growth.Reason}, τ = "
                + $"{growth[GrowthLaw.PowerLaw].Exponent.Value:F3}"));
        }
    }

    // Nets in which chi falls below 1 nowhere. With nets of several setups, the bound is that of the mean share over
    // setups, weighted by their nets: a product of shares is at most the power of their mean. One setup alone is
    // bounded by its own nets.
    private static ClaimOutcome AboveOne(ClaimRuns runs)
    {
        (int Seen, int Nets)[] setups = [.. ReluRuns.Select(name => Count(runs[name]))];
        int seen = setups.Sum(s => s.Seen), nets = setups.Sum(s => s.Nets), less = setups.Count(s => s.Seen < s.Nets);
        (int Seen, int Nets) fewest = setups.MinBy(s => ShareBound.Lower(s.Seen, s.Nets, ClaimRuns.Options.Confidence));

        ClaimCheck[] checks =
            [ClaimCheck.OfShare("share of nets with χ ≥ 1 at every recorded depth", seen, nets, AtLeast(0.95))];

        return new(checks, $"χ ≥ 1 at every recorded depth in {ShareBound.Text(seen, nets)} nets of {setups.Length} "
            + $"setups together; of one setup alone, at the worst in {ShareBound.Text(fewest.Seen, fewest.Nets)}"
            + (less == 0 ? "" : $"; {less} setups have nets below 1"))
        { Nets = $"{nets}" };

        static (int, int) Count(RunResults run)
        {
            QuantityCurve chi = Quantity.Chi.Get(run);
            return (Enumerable.Range(0, chi.Simulations)
                .Count(s => Enumerable.Range(0, chi.Depths).All(d => !(chi[s, d] < 0))), chi.Simulations);
        }
    }
}
