using System.Text;
using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>The words of the evidence of the toolkit's own judges, and how words become a sentence.</summary>
internal static class EvidenceText
{
    private const string NoiseRemedy = "take a larger amplitude, --precision float64 or --noise tangent";

    /// <summary>mu_2/nu_2 of the typical net at the end.</summary>
    public static EvidenceQuantity VarianceShare { get; } = new("mu_2/nu_2 of the typical net",
        n => $"mu_2/nu_2 is {MeasuredText.Of(n.Mean!)} in the typical net at {At(n)}, " + AtMost(n));

    /// <summary>1 - 1/r_eff(x) of the typical net at the end.</summary>
    public static EvidenceQuantity ShareOffFirstDirection { get; } = new("1 - 1/r_eff(x) of the typical net",
        n => $"a share {MeasuredText.Of(n.Mean!)} of the typical net's variance lies off the first direction at "
            + $"{At(n)}, " + AtMost(n));

    /// <summary>What the trend of a share leads to, deeper than the net.</summary>
    public static EvidenceQuantity Trend { get; } = new("the same by its trend",
        n => Invariant($"by its trend {n.Value:G2} at {n.TimesDepth:G2} times the depth, threshold {n.Threshold:G2}"));

    /// <summary>Simulations whose signal became 0.</summary>
    public static EvidenceQuantity SignalsOfZero { get; } =
        new("signals that became 0", _ => "the signal became 0 in every simulation");

    /// <summary>Simulations whose variance sank into rounding.</summary>
    public static EvidenceQuantity SignalsLostInRounding { get; } = new("signals lost in rounding",
        _ => "the variance sank into rounding in every simulation");

    /// <summary>Simulations whose signal left the range of its numbers.</summary>
    public static EvidenceQuantity SignalsOutOfRange { get; } = new("signals out of range",
        n => $"beyond, the signal leaves the range of {n.Word}: take --precision float64");

    /// <summary>Simulations whose finite noise is lost.</summary>
    public static EvidenceQuantity LostNoise { get; } = new("finite noise lost in rounding",
        n => $"the finite noise is lost in rounding from {At(n)}: {NoiseRemedy}");

    /// <summary>The rate of an exponential through chi.</summary>
    public static EvidenceQuantity SensitivityRate { get; } = new("growth of log chi a layer",
        n => Growth("log chi", n));

    /// <summary>The share of resamples to which an exponential is nearest, with the law that is preferred.</summary>
    public static EvidenceQuantity Law { get; } = new("weight of an exponential", n => $"law: {n.Word}");

    /// <summary>The same where no law is preferred.</summary>
    public static EvidenceQuantity NoLaw { get; } = new("weight of an exponential", n => n.Word!);

    /// <summary>By how much an exponential misses the growth.</summary>
    public static EvidenceQuantity Misfit { get; } = new("misfit of an exponential, of the growth",
        n => Invariant($"within {100 * n.Value:F2}% of its growth"))
    {
        GoesOn = true,
    };

    /// <summary>The same over the deeper half.</summary>
    public static EvidenceQuantity DeeperMisfit { get; } =
        new("misfit of an exponential over the deeper half, of the growth",
        n => Invariant($"an exponential within {100 * n.Value:F2}% over the deeper half"));

    /// <summary>Nets that explode by themselves.</summary>
    public static EvidenceQuantity ExplodingNets { get; } = new("nets that explode by themselves",
        n => n.Nets!.IsMixed ? $"{n.Nets} explode by themselves" : "");

    /// <summary>The rate of what is left beside a power law.</summary>
    public static EvidenceQuantity RateBesidePowerLaw { get; } = new("exponential rate beside a power law",
        n => $"exponential beside a power law: {MeasuredText.Of(n.Mean!)} a {n.Place}");

    /// <summary>The rate of what is left beside the product of a residual net's units.</summary>
    public static EvidenceQuantity RateBesideProduct { get; } = new("exponential rate beside the product of the units",
        n => $"beside the product of the units: {MeasuredText.Of(n.Mean!)}")
    {
        GoesOn = true,
    };

    /// <summary>The rate of that product, beside a power law.</summary>
    public static EvidenceQuantity RateOfProduct { get; } =
        new("exponential rate of the product of the units, beside a power law", _ => "");

    /// <summary>The rate from which sensitivity may explode.</summary>
    public static EvidenceQuantity RateThreshold { get; } = new("threshold of the growth of log chi",
        n => Invariant($"threshold {n.Value:G2}"));

    /// <summary>How surely a curve bends below an exponential.</summary>
    public static EvidenceQuantity BendBelow { get; } = new("bend below an exponential, t",
        n => Invariant($"the curve bends below an exponential (t = {n.Value:F1})"));

    /// <summary>The rate of an exponential through nu_2.</summary>
    public static EvidenceQuantity ActivationRate { get; } = new("growth of log nu_2 a layer",
        n => Growth("log nu_2", n));

    /// <summary>How surely a curve bends away from an exponential.</summary>
    public static EvidenceQuantity BendAway { get; } = new("bend away from an exponential, t",
        n => Invariant($"the curve bends away from an exponential (t = {n.Value:F1})"));

    /// <summary>log10 chi at the output of a net whose layers differ.</summary>
    public static EvidenceQuantity Sensitivity { get; } = new("mean log10 chi at the output", n =>
    {
        (double lower, double upper) = n.Mean!.Interval(0.95);
        return Invariant($"log10 chi is {MeasuredText.Of(n.Mean)} at {At(n)}, {lower:G4} to {upper:G4} with 95%");
    });

    /// <summary>The share of a stage in log chi; of the first, that shares follow.</summary>
    public static EvidenceQuantity StageShare { get; } = new("share of a stage in log chi",
        n => Invariant($"{(n.FirstDepth == 1 ? "of which " : "")}{MeasuredText.Percent(n.Value ?? 0)} in {n.Word}"))
    {
        GoesOn = true,
    };

    /// <summary>How many outputs of a repeated unit there are.</summary>
    public static EvidenceQuantity Units { get; } = new("outputs of a repeated unit",
        n => Invariant($"over {n.Value} outputs of {n.Word}"));

    /// <summary>The law of those of one shape alone.</summary>
    public static EvidenceQuantity UnitsOfAStage { get; } = new("growth of log chi a unit of one shape",
        n => Invariant($"{MeasuredText.Of(n.Mean!)} a unit over the {n.Depth} {n.Word}"));

    /// <summary>Why nothing is judged of growth where layers differ.</summary>
    /// <param name="least">How often a unit repeats at least.</param>
    public static string NoUnits(int least) =>
        $"no unit repeats {least} times on the main path, so that there is no growth a unit to judge";

    /// <summary>Why nothing is judged of a shallow net.</summary>
    /// <param name="end">What ends at the depth.</param>
    /// <param name="depth">The depth.</param>
    /// <param name="options">How deep nets must be.</param>
    public static string TooShallow(string end, int depth, AnalysisOptions options) =>
        $"{end} {depth}, a verdict needs {options.LeastDepth}: the first layers are a transient";

    /// <summary>Why nothing is judged of a finite noise below the resolution of its numbers.</summary>
    /// <param name="precision">The numbers.</param>
    public static string NoiseBelowResolution(string precision) =>
        $"the finite noise lies below the resolution of {precision}: {NoiseRemedy}";

    private static string AtMost(EvidenceNumber number) => Invariant($"at most {number.Threshold:G3} in {number.Nets}");

    private static string Growth(string of, EvidenceNumber rate) =>
        $"{of} grows by {MeasuredText.Of(rate.Mean!)} a {rate.Place} from {rate.FirstDepth} to {rate.Depth}";

    // A depth by its name, where it has one.
    private static string At(EvidenceNumber number) => number.Site ?? $"{number.Place} {number.Depth}";

    /// <summary>
    /// The evidence of a verdict as a sentence without a stop: why nothing was judged, then the words of each number.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    public static string Of(PathologyVerdict verdict)
    {
        StringBuilder text = new(verdict.Reason);
        foreach (EvidenceNumber number in verdict.Evidence)
        {
            string words = number.Quantity.Say(number);
            if (words.Length > 0)
                text.Append(text.Length == 0 ? "" : number.Quantity.GoesOn ? ", " : "; ").Append(words);
        }

        return text.ToString();
    }
}
