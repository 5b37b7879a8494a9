using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.ResidualNets;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether sensitivity explodes, chi^l >= exp(gamma l): present where chi grows, the exponential is the nearest law, of
/// most nets by themselves too, and the curve does not bend away below it, or does so by less than 2% and no longer in
/// its deeper half; absent where the rate of an exponential is bounded: of log chi itself, of what is left beside a
/// power law, or, in residual nets, of what is left beside the product of their units and in that product. A curve that
/// bends upward against a power law is neither.
/// </summary>
/// <param name="options">What counts as evidence.</param>
/// <param name="depths">The recorded depths.</param>
/// <param name="logChi">[simulations, depths]: log chi at the output of each layer or unit.</param>
/// <param name="unit">The word for what depths count.</param>
internal sealed class SensitivityRule(
    AnalysisOptions options, IReadOnlyList<int> depths, double[,] logChi, string unit)
{
    private static readonly Pathology Judged = Pathology.ExplodingSensitivity;

    /// <summary>Judges.</summary>
    /// <param name="growth">The fits to log chi; null where too little is left to fit.</param>
    /// <param name="product">Chi as the product of the units of a residual net; null elsewhere.</param>
    public PathologyVerdict Judge(GrowthFit? growth, ResidualProduct? product = null)
    {
        if (growth is null) return PathologyVerdict.NotJudged(Judged, "too few depths or simulations hold chi");
        if (growth.LastDepth < options.LeastDepth)
        {
            return PathologyVerdict.NotJudged(Judged,
                EvidenceText.TooShallow("chi ends at depth", growth.LastDepth, options));
        }

        double threshold = options.SensitivityRate(growth.LastDepth);
        LawFit exponential = growth[GrowthLaw.Exponential];
        NetCount nets =
            new(growth.OwnExponentials.Count(rate => rate >= threshold), exponential.Exponent.Simulations);
        List<EvidenceNumber> evidence =
        [
            new(EvidenceText.SensitivityRate)
            {
                Mean = exponential.Exponent,
                Threshold = threshold,
                Place = unit,
                FirstDepth = growth.FirstDepth,
                Depth = growth.LastDepth,
            },
            .. Law(growth, exponential),
            new(EvidenceText.ExplodingNets) { Nets = nets },
        ];
        bool bendsBelow = exponential.IsRejected && exponential.LargestT < 0
            && exponential.MisfitShare > options.LargestExponentialMisfit;
        if (bendsBelow && exponential.MisfitShare <= options.LargestMisfit && DeeperMisfit(growth) is { } deeper
            && deeper <= options.LargestDeeperMisfit)
        {
            bendsBelow = false;
            evidence.Add(new(EvidenceText.DeeperMisfit) { Value = deeper, Threshold = options.LargestDeeperMisfit });
        }

        if (growth.Grows && exponential.Weight >= Needed
            && exponential.Exponent.Interval(options.Confidence).Lower > threshold && !bendsBelow
            && nets.IsMost)
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
            evidence.Add(new(EvidenceText.RateBesidePowerLaw) { Mean = beside, Threshold = threshold, Place = unit });
            absent = Math.Max(absent, 1 - beside.ProbabilityAbove(threshold));
        }

        if (product is not null && RateBeside.OfResiduals(depths, product.Residuals, growth) is { } left
            && RateBeside.OfPowerLaw(depths, product.LogChi, growth) is { } ofProduct)
        {
            evidence.Add(new(EvidenceText.RateBesideProduct) { Mean = left, Threshold = threshold });
            evidence.Add(new(EvidenceText.RateOfProduct) { Mean = ofProduct, Threshold = threshold });
            absent = Math.Max(absent, Math.Min(1 - left.ProbabilityAbove(threshold), 1
                - ofProduct.ProbabilityAbove(threshold)));
        }

        bool isAbsent = absent >= Needed;
        if (!isAbsent) evidence.Add(new(EvidenceText.RateThreshold) { Value = threshold });
        if (!isAbsent && bendsBelow) evidence.Add(new(EvidenceText.BendBelow) { Value = exponential.LargestT });
        return new(Judged, isAbsent ? Presence.Absent : Presence.Inconclusive,
            isAbsent ? absent : Math.Max(exponential.Weight, 1 - exponential.Weight), null, null, evidence)
        {
            ConfidenceOf = isAbsent ? ConfidenceSubject.Absent : exponential.Weight >= 0.5
                ? ConfidenceSubject.ExponentialIsNearest : ConfidenceSubject.AnotherLawIsNearer,
            Nets = nets,
        };
    }

    // Half of the doubt on either side, as an interval leaves it.
    private double Needed => 0.5 * (1 + options.Confidence);

    private static IEnumerable<EvidenceNumber> Law(GrowthFit growth, LawFit exponential)
    {
        yield return new(growth.Preferred is null ? EvidenceText.NoLaw : EvidenceText.Law)
        {
            Value = exponential.Weight,
            Word = growth.Preferred?.Name() ?? growth.Reason,
        };
        if (growth.Preferred == GrowthLaw.Exponential && exponential.IsRejected)
            yield return new(EvidenceText.Misfit) { Value = exponential.MisfitShare };
    }

    // A transient, or a power before an exponential, fades with depth; a law that never becomes an exponential goes on
    // bending.
    private double? DeeperMisfit(GrowthFit growth) =>
        GrowthFit.Of(depths, logChi, options with
        {
            FitFrom = (growth.FirstDepth + growth.LastDepth + 1) / 2,
            FitTo = growth.LastDepth,
            Resamples = 1,
        })?[GrowthLaw.Exponential].MisfitShare;
}
