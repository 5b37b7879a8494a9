using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether sensitivity explodes, chi^l >= exp(gamma l): present where chi grows and the exponential is the nearest law, unless the curve bends
/// away below it; absent where another law is nearer, where the curve
/// bends below an exponential beyond noise, or where gamma is bounded near 0.
/// </summary>
internal sealed class SensitivityJudge(AnalysisOptions options)
{
    private const Pathology Judged = Pathology.ExplodingSensitivity;

    /// <summary>Judges.</summary>
    /// <param name="growth">The fits to log chi; null where too little is left to fit.</param>
    public PathologyVerdict Judge(GrowthFit? growth)
    {
        if (growth is null) return new(Judged, Presence.Inconclusive, null, null, null, "too few depths or simulations hold chi");
        if (growth.LastDepth < options.LeastDepth)
        {
            return new(Judged, Presence.Inconclusive, null, null, null,
                $"chi ends at depth {growth.LastDepth}, a verdict needs {options.LeastDepth}: the first layers are a transient");
        }

        LawFit exponential = growth[GrowthLaw.Exponential];
        (double lower, double upper) = exponential.Exponent.Interval(options.Confidence);
        string evidence = FormattableString.Invariant(
            $"log chi grows by {MeasuredText.Of(exponential.Exponent)} a layer from {growth.FirstDepth} to {growth.LastDepth}; ")
            + (growth.Preferred is { } law ? $"law: {law.Name()}" : growth.Reason);
        double isExponential = exponential.Weight, needed = 0.5 * (1 + options.Confidence);
        bool bendsBelow = exponential.IsRejected && exponential.LargestT < 0 && exponential.MisfitShare > options.LargestMisfit;
        bool isNearest = growth.Fits.All(f => f.Weight <= isExponential);
        if (growth.Grows && isExponential >= needed && lower > options.LeastSensitivityRate && !bendsBelow)
            return new(Judged, Presence.Present, isExponential, growth.FirstDepth, null, evidence) { ConfidenceOf = ConfidenceSubject.ExponentialIsNearest };
        if (upper < options.LeastSensitivityRate)
            return new(Judged, Presence.Absent, options.Confidence, null, null, evidence);
        if (growth.Grows && 1 - isExponential >= needed) return new(Judged, Presence.Absent, 1 - isExponential, null, null, evidence) { ConfidenceOf = ConfidenceSubject.AnotherLawIsNearer };
        if (growth.Grows && bendsBelow && !isNearest)
        {
            double confidence = StudentT.CDF(0, 1, exponential.Exponent.Simulations - 1, -exponential.LargestT);
            return new(Judged, Presence.Absent, confidence, null, null, evidence + FormattableString.Invariant($"; the curve bends below an exponential (t = {exponential.LargestT:F1})"));
        }

        return new(Judged, Presence.Inconclusive, Math.Max(isExponential, 1 - isExponential), null, null, evidence)
        {
            ConfidenceOf = isExponential >= 0.5 ? ConfidenceSubject.ExponentialIsNearest : ConfidenceSubject.AnotherLawIsNearer,
        };
    }
}
