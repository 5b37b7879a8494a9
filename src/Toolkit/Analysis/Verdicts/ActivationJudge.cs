using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether activations explode or vanish: the slope of log nu_2 over depth, least squares in each simulation, against a rate a layer. A curve
/// that bends away from an exponential beyond noise does neither, however fast it is in its first layers: nu_2 of residual nets grows as l.
/// </summary>
internal sealed class ActivationJudge(AnalysisOptions options)
{
    /// <summary>Judges both directions.</summary>
    /// <param name="depths">The depths of the columns.</param>
    /// <param name="logPowers">[simulations, depths]: log nu_2 of the output.</param>
    public IReadOnlyList<PathologyVerdict> Judge(IReadOnlyList<int> depths, double[,] logPowers)
    {
        if (Growth.GrowthFit.Of(depths, logPowers, options) is not { } fit)
        {
            return [.. new[] { Pathology.ExplodingActivations, Pathology.VanishingActivations }
                .Select(p => new PathologyVerdict(p, Presence.Inconclusive, null, null, null, "too few depths or simulations hold nu_2"))];
        }

        Growth.LawFit exponential = fit[Growth.GrowthLaw.Exponential];
        Estimate rate = exponential.Exponent;
        string evidence = FormattableString.Invariant($"log nu_2 grows by {MeasuredText.Of(rate)} a layer from {fit.FirstDepth} to {fit.LastDepth}");
        return [Verdict(Pathology.ExplodingActivations, 1), Verdict(Pathology.VanishingActivations, -1)];

        PathologyVerdict Verdict(Pathology pathology, int sign)
        {
            // The distribution of Student around the rate, as for its interval.
            if (exponential.IsRejected && sign * exponential.LargestT < 0 && exponential.MisfitShare > options.LargestMisfit && sign * rate.Value > 0)
            {
                return new(pathology, Presence.Absent, StudentT.CDF(0, 1, rate.Simulations - 1, Math.Abs(exponential.LargestT)), null, null,
                    evidence + FormattableString.Invariant($"; the curve bends away from an exponential (t = {exponential.LargestT:F1})"));
            }

            double present = (rate with { Value = sign * rate.Value }).ProbabilityAbove(options.ActivationRate);
            Presence presence = present >= options.Confidence ? Presence.Present : 1 - present >= options.Confidence ? Presence.Absent : Presence.Inconclusive;
            return new(pathology, presence, presence == Presence.Present ? present : presence == Presence.Absent ? 1 - present : Math.Max(present, 1 - present),
                presence == Presence.Present ? fit.FirstDepth : null, null, evidence)
            {
                ConfidenceOf = presence == Presence.Present || (presence == Presence.Inconclusive && present >= 0.5) ? ConfidenceSubject.Present : ConfidenceSubject.Absent,
            };
        }
    }
}
