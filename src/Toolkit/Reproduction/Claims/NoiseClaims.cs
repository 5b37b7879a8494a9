using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What chi means: for a noise that is not infinitesimal, and for one that is chosen.</summary>
internal static class NoiseClaims
{
    private const string Group = "Noise and signal", Talk = "talk";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "exploding sensitivity: y + dy becomes pure noise; in resnets it does not", Talk,
        ClaimFigure.NoiseCorrelation, PureNoise)
        {
            Bound = "correlation over images of y(x) and y(x + a dx), a = 0.01: at most 0.1 at the end with batch "
                + "norm, at least 0.9 at every depth of the resnet",
        },
        new(Group, "an identity mapping is highly sensitive to adversarial perturbations in high dimension, and χ is "
            + "a net's factor over it: ρ χ √n = 1", Talk, ClaimFigure.AdversarialSteps, Adversarial)
        {
            Bound = "ρ by the gradient: slope of log ρ on log n from −0.55 to −0.45, ρ χ √n from 0.8 to 1.2 at every n",
        },
    ];

    private static ClaimOutcome PureNoise(ClaimRuns runs)
    {
        ProbeResults probes = runs.Measured.Probes;
        ProbeCurve feedforward = probes.FeedforwardCorrelation, residual = probes.ResidualCorrelation;
        Curve chi = probes.FeedforwardTangent.Get(Statistic.Chi, Location.Activation);
        double[] size = [.. Enumerable.Range(0, chi.Depths)
            .Select(d => ProbeResults.Amplitude * Math.Exp(Enumerable.Range(0, chi.Simulations)
            .Average(s => chi[s, d])))];
        int loud = Array.FindIndex(size, v => v >= 3), last = feedforward.Depths[^1], deepest = residual.Depths[^1];
        Estimate end = At(feedforward, feedforward.Depths.Count - 1),
            least = Enumerable.Range(0, residual.Depths.Count).Select(d => At(residual, d)).MinBy(e => e.Value)!;

        ClaimCheck[] checks =
        [
            ClaimCheck.Of($"correlation of y(x) and y(x + a dx) in batch-norm nets at layer {last}", end, AtMost(0.1)),
            ClaimCheck.Of($"least correlation in resnets to unit {deepest}", least, AtLeast(0.9)),
        ];

        string half = loud < 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{Text(At(feedforward, loud))} at layer {feedforward.Depths[loud]} where a χ = {size[loud]:F1}, ");
        return new(checks, string.Create(CultureInfo.InvariantCulture, $"batch norm: {half}{Text(end)} at {last} where "
            + $"a χ = {size[^1]:G3}; resnet: {Text(least)} at least, to unit {deepest}"))
        { Nets = $"{feedforward.Simulations} of each" };
    }

    private static ClaimOutcome Adversarial(ClaimRuns runs)
    {
        IReadOnlyList<AdversarialSteps> steps = runs.Measured.Probes.VanillaSteps;
        ClaimOutcome vanilla = Of(steps, "vanilla"), norm = Of(runs.Measured.Probes.FeedforwardSteps, "batch-norm");
        return new([.. vanilla.Checks, .. norm.Checks],
            $"identity: ρ = 1/√n; vanilla: {vanilla.Measured}; batch norm: {norm.Measured}")
        { Nets = $"{steps[0].Rho.Count} of each at each n" };
    }

    private static ClaimOutcome Of(IReadOnlyList<AdversarialSteps> steps, string nets)
    {
        Estimate slope = Slope(steps), reached = Estimate.Of([.. steps[^1].Reached]);
        (int Inputs, Estimate Mean)[] products = [.. steps.Select(at => (at.Inputs,
            Estimate.Of([.. at.Rho.Zip(at.Chi, (rho, chi) => rho * chi * Math.Sqrt(at.Inputs))])))];

        ClaimCheck[] checks =
        [
            ClaimCheck.Of($"slope of log ρ on log n in {nets} nets", slope, Within(-0.55, -0.45)),
            .. products.Select(p =>
                ClaimCheck.Of($"ρ χ √n in {nets} nets at n = {p.Inputs}", p.Mean, Within(0.8, 1.2))),
        ];

        return new(checks, $"slope {Text(slope)}, ρ χ √n = "
            + string.Join(", ", products.Select(p => $"{Text(p.Mean)} at {p.Inputs}"))
            + $"; at {steps[^1].Inputs} a step of at most 2 ρ|x| along the gradient zeroes a share {Text(reached)} of "
            + "units");
    }

    // Nets of one index share their layers, not their inputs' number: a slope each.
    private static Estimate Slope(IReadOnlyList<AdversarialSteps> steps)
    {
        double[] logs = [.. steps.Select(s => Math.Log(s.Inputs))];
        return Estimate.Of([.. Enumerable.Range(0, steps[0].Rho.Count)
            .Select(i => MathNet.Numerics.Fit.Line(logs, [.. steps.Select(s => Math.Log(s.Rho[i]))]).B)]);
    }
}
