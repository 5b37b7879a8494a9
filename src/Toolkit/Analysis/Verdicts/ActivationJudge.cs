using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sites;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether activations explode or vanish: the slope of log nu_2 over depth, least squares in each simulation, against a
/// rate a layer. A curve that bends away from an exponential beyond noise does neither, however fast it is in its first
/// layers: nu_2 of residual nets grows as l. In a net whose layers differ, a unit that repeats counts as a layer.
/// </summary>
internal sealed class ActivationJudge : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Pathology> Pathologies { get; } =
        [Pathology.ExplodingActivations, Pathology.VanishingActivations];

    /// <inheritdoc/>
    public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run)
    {
        if (Quantity.SignalPower.Find(run.Results) is not { } power) return NotJudged("nu_2(x) was not recorded");
        if (run.Sites is not { } sites)
        {
            return Judge(GrowthFit.Of(run.Results.Depths, power.ToArray(), run.Options), run.Options,
                run.Results.Facts.Unit);
        }

        return UnitGrowth.Of(run.Results, Quantity.SignalPower, run.Options) is [UnitGrowth units, ..]
            ? [.. Judge(units.Growth, UnitGrowth.Options(run.Options), UnitVerdicts.Unit)
                .Select(v => UnitVerdicts.OfUnits(v, units, sites))]
            : NotJudged(EvidenceText.NoUnits(run.Options.LeastUnits));
    }

    private IReadOnlyList<PathologyVerdict> Judge(GrowthFit? growth, AnalysisOptions options, string unit) =>
        growth is null ? NotJudged("too few depths or simulations hold nu_2")
        : [Verdict(Pathologies[0], 1, growth, options, unit), Verdict(Pathologies[1], -1, growth, options, unit)];

    private static PathologyVerdict Verdict(Pathology pathology, int sign, GrowthFit growth, AnalysisOptions options,
        string unit)
    {
        LawFit exponential = growth[GrowthLaw.Exponential];
        Estimate rate = exponential.Exponent;
        EvidenceNumber evidence = new(EvidenceText.ActivationRate)
        {
            Mean = rate,
            Threshold = sign * options.ActivationRate,
            Place = unit,
            FirstDepth = growth.FirstDepth,
            Depth = growth.LastDepth,
        };
        // The distribution of Student around the rate, as for its interval.
        if (exponential.IsRejected && sign * exponential.LargestT < 0
            && exponential.MisfitShare > options.LargestMisfit && sign * rate.Value > 0)
        {
            return new(pathology, Presence.Absent,
                StudentT.CDF(0, 1, rate.Simulations - 1, Math.Abs(exponential.LargestT)), null, null,
                [evidence, new(EvidenceText.BendAway) { Value = exponential.LargestT }]);
        }

        PathologyVerdict verdict = PathologyVerdict.Above(pathology,
            evidence with { Mean = rate with { Value = sign * rate.Value }, Threshold = options.ActivationRate },
            options.Confidence);
        return verdict with
        {
            Onset = verdict.Presence == Presence.Present ? growth.FirstDepth : null,
            Evidence = [evidence],
        };
    }

    private IReadOnlyList<PathologyVerdict> NotJudged(string reason) =>
        [.. Pathologies.Select(p => PathologyVerdict.NotJudged(p, reason))];
}
