using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether sensitivity explodes, chi^l >= exp(gamma l): present where chi grows, the exponential is the nearest law, of most nets by themselves too, and
/// the curve does not bend away below it, or does so by less than 2% and no longer in its deeper half; absent where the rate of an exponential is bounded: of log chi itself, of what is left beside a power
/// law, or, in residual nets, of what is left beside the product of their units and in that product. A curve that bends upward against a power law is
/// neither.
/// </summary>
/// <param name="options">What counts as evidence.</param>
/// <param name="depths">The recorded depths.</param>
/// <param name="logChi">[simulations, depths]: log chi at the output of each layer or unit.</param>
internal sealed class SensitivityJudge(AnalysisOptions options, IReadOnlyList<int> depths, double[,] logChi)
{
    private const Pathology Judged = Pathology.ExplodingSensitivity;

    /// <summary>Judges.</summary>
    /// <param name="growth">The fits to log chi; null where too little is left to fit.</param>
    /// <param name="product">[simulations, depths]: log chi as the product of the units of a residual net; null elsewhere.</param>
    public PathologyVerdict Judge(GrowthFit? growth, double[,]? product = null)
    {
        if (growth is null) return new(Judged, Presence.Inconclusive, null, null, null, "too few depths or simulations hold chi");
        if (growth.LastDepth < options.LeastDepth)
        {
            return new(Judged, Presence.Inconclusive, null, null, null,
                $"chi ends at depth {growth.LastDepth}, a verdict needs {options.LeastDepth}: the first layers are a transient");
        }

        double threshold = options.SensitivityRate(growth.LastDepth);
        LawFit exponential = growth[GrowthLaw.Exponential];
        NetCount nets = new(SingleNets.Exponential(depths, logChi, growth, threshold), exponential.Exponent.Simulations);
        string evidence = Invariant($"log chi grows by {MeasuredText.Of(exponential.Exponent)} a layer from {growth.FirstDepth} to {growth.LastDepth}; ") + Law(growth, exponential)
            + (nets.IsMixed ? $"; {nets} explode by themselves" : "");
        bool bendsBelow = exponential.IsRejected && exponential.LargestT < 0 && exponential.MisfitShare > options.LargestExponentialMisfit;
        if (bendsBelow && exponential.MisfitShare <= options.LargestMisfit && DeeperMisfit(growth) is { } deeper && deeper <= options.LargestDeeperMisfit)
        {
            bendsBelow = false;
            evidence += Invariant($"; an exponential within {100 * deeper:F2}% over the deeper half");
        }

        if (growth.Grows && exponential.Weight >= Needed && exponential.Exponent.Interval(options.Confidence).Lower > threshold && !bendsBelow && 2 * nets.Count > nets.Of)
        {
            return new(Judged, Presence.Present, exponential.Weight, growth.FirstDepth, null, evidence)
            {
                ConfidenceOf = ConfidenceSubject.ExponentialIsNearest,
                Nets = nets,
            };
        }

        double absent = 1 - exponential.Exponent.ProbabilityAbove(threshold);
        if (RateBeside.OfPowerLaw(depths, logChi, growth) is { } beside)
        {
            evidence += Invariant($"; exponential beside a power law: {MeasuredText.Of(beside)} a layer");
            absent = Math.Max(absent, 1 - beside.ProbabilityAbove(threshold));
        }

        if (product is not null && RateBeside.OfResiduals(depths, Difference(logChi, product), growth) is { } left && RateBeside.OfPowerLaw(depths, product, growth) is { } ofProduct)
        {
            evidence += $", beside the product of the units: {MeasuredText.Of(left)}";
            absent = Math.Max(absent, Math.Min(1 - left.ProbabilityAbove(threshold), 1 - ofProduct.ProbabilityAbove(threshold)));
        }

        bool isAbsent = absent >= Needed;
        return new(Judged, isAbsent ? Presence.Absent : Presence.Inconclusive, isAbsent ? absent : Math.Max(exponential.Weight, 1 - exponential.Weight), null, null,
            isAbsent ? evidence : evidence + Invariant($"; threshold {threshold:G2}") + (bendsBelow ? Invariant($"; the curve bends below an exponential (t = {exponential.LargestT:F1})") : ""))
        {
            ConfidenceOf = isAbsent ? ConfidenceSubject.Absent : exponential.Weight >= 0.5 ? ConfidenceSubject.ExponentialIsNearest : ConfidenceSubject.AnotherLawIsNearer,
            Nets = nets,
        };
    }

    // Half of the doubt on either side, as an interval leaves it.
    private double Needed => 0.5 * (1 + options.Confidence);

    private static string Law(GrowthFit growth, LawFit exponential) => growth.Preferred is not { } law ? growth.Reason
        : law == GrowthLaw.Exponential && exponential.IsRejected ? Invariant($"law: exponential, within {100 * exponential.MisfitShare:F2}% of its growth")
        : $"law: {law.Name()}";

    // A transient, or a power before an exponential, fades with depth; a law that never becomes an exponential goes on bending.
    private double? DeeperMisfit(GrowthFit growth) =>
        GrowthFit.Of(depths, logChi, options with { FitFrom = (growth.FirstDepth + growth.LastDepth + 1) / 2, FitTo = growth.LastDepth, Resamples = 1 })?[GrowthLaw.Exponential].MisfitShare;

    private static double[,] Difference(double[,] a, double[,] b)
    {
        double[,] difference = new double[a.GetLength(0), a.GetLength(1)];
        for (int s = 0; s < difference.GetLength(0); s++)
        {
            for (int d = 0; d < difference.GetLength(1); d++) difference[s, d] = a[s, d] - b[s, d];
        }

        return difference;
    }
}
