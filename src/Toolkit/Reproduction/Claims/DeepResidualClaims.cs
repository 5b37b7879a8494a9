using MathNet.Numerics;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Batch-norm resnets where feedforward nets have long broken down.</summary>
internal static class DeepResidualClaims
{
    private const string Group = "Batch-norm resnets";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "well-behaved at all depths: χ grows subexponentially to the end", "talk", ClaimFigure.DeepResidual, AllDepths)
        {
            Bound = "no pathology; the exponent over the last tenfold of depth at most that over the one before",
        },
        new(Group, "the mean-field limit does not break down at depth ~ width, or beyond", "talk", ClaimFigure.Width, NoBreakdown) { Bound = "variance of log ν₂(x) at most 0.05 at every depth" },
    ];

    private static ClaimOutcome AllDepths(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.ResidualDeep];
        RunAnalysis analysis = runs.Judged(ClaimRun.ResidualDeep);
        Curve chi = LayerOutput.Find(run, SharedQuantity.Chi)!;
        int end = run.Depths[^1], middle = Column(run, end / 10), first = Column(run, end / 100);
        Estimate late = Exponent(middle, run.Depths.Count - 1), early = Exponent(first, middle);
        return new(Evidence.All([.. analysis.Verdicts.Select(v => Is(v, Presence.Absent)), AtMost(Estimate.Of([.. Enumerable.Range(0, chi.Simulations).Select(s => Slope(s, middle, run.Depths.Count - 1) - Slope(s, first, middle))]), 0)]),
            $"fully connected, width {run.Configuration.Network.Width}: log₁₀ χ {Text(Log10Chi(run))} at unit {end}; χ grows as l^{Text(early)} from {run.Depths[first]} to {run.Depths[middle]}, as l^{Text(late)} from there; r_eff(x) {Text(At(run, Statistic.EffectiveRankSignal, Location.Activation))}");

        Estimate Exponent(int from, int to) => Estimate.Of([.. Enumerable.Range(0, chi.Simulations).Select(s => Slope(s, from, to))]);

        double Slope(int s, int from, int to)
        {
            int[] columns = [.. Enumerable.Range(from, to - from + 1)];
            return columns.Length < 2 ? 0 : Fit.Line([.. columns.Select(c => Math.Log(run.Depths[c]))], [.. columns.Select(c => chi[s, c])]).B;
        }
    }

    private static ClaimOutcome NoBreakdown(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.ResidualNarrow];
        Curve power = run.Get(Statistic.Nu2Signal, Location.Sum);
        Estimate[] variances = [.. Enumerable.Range(0, power.Depths).Select(d => Estimate.OfVariance([.. Enumerable.Range(0, power.Simulations).Select(s => power[s, d])]))];
        int largest = Enumerable.Range(0, variances.Length).MaxBy(d => variances[d].Value), atWidth = Column(run, run.Configuration.Network.Width);
        return new(AtMost(variances[largest], 0.05),
            $"variance of log ν₂(x), width {run.Configuration.Network.Width}: {Text(variances[atWidth])} at unit {run.Depths[atWidth]}, {Text(variances[^1])} at {run.Depths[^1]}, largest {Text(variances[largest])} at {run.Depths[largest]}");
    }
}
