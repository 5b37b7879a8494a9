using System.Text.Json.Serialization;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a run says of one pathology.</summary>
/// <param name="Pathology">Which.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Confidence">
/// The confidence of the statement <see cref="PathologyVerdict.ConfidenceOf"/>: that it is there, or absent where that
/// is the verdict; where the run does not tell, the likelier of the two. Student's of a mean over simulations; of the
/// nearest law the share of resamples (see <see cref="Inference.Bootstrap"/>) to which it is nearest. Null where
/// nothing was judged.
/// </param>
/// <param name="Onset">
/// The first recorded depth from which it is there to the end; null where it is not, or has no onset.
/// </param>
/// <param name="OnsetRange">
/// 16th and 84th percentile of the onset over resamples, each a recorded depth further out.
/// </param>
/// <param name="Evidence">The numbers behind the verdict, in the order in which they are told.</param>
public sealed record PathologyVerdict(Pathology Pathology, Presence Presence, double? Confidence, int? Onset,
    (int Lower, int Upper)? OnsetRange, [property: JsonPropertyName("numbers")] IReadOnlyList<EvidenceNumber> Evidence)
{
    private readonly ConfidenceSubject? _confidenceOf;

    /// <summary>Why nothing was judged; null where something was.</summary>
    public string? Reason { get; init; }

    /// <summary>The name of the site at <see cref="Onset"/>, in nets whose layers differ; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OnsetSite { get; init; }

    /// <summary>The evidence in words, a sentence without a stop.</summary>
    [JsonPropertyName("evidence")]
    public string Sentence => EvidenceText.Of(this);

    /// <summary>That nothing was judged.</summary>
    /// <param name="pathology">Of what.</param>
    /// <param name="reason">Why, without a stop.</param>
    public static PathologyVerdict NotJudged(Pathology pathology, string reason) =>
        new(pathology, Presence.Inconclusive, null, null, null, []) { Reason = reason };

    /// <summary>The verdict on whether a mean over simulations lies above a threshold, by Student's t.</summary>
    /// <param name="pathology">What is there if it does.</param>
    /// <param name="number">The mean with its threshold.</param>
    /// <param name="confidence">
    /// The confidence that a verdict needs, see <see cref="AnalysisOptions.Confidence"/>.
    /// </param>
    /// <exception cref="ArgumentException">The number has no mean or no threshold.</exception>
    public static PathologyVerdict Above(Pathology pathology, EvidenceNumber number, double confidence)
    {
        if (number is not { Mean: { } mean, Threshold: { } threshold })
        {
            throw new ArgumentException($"{number.Quantity}: a mean and a threshold are needed; give both",
                nameof(number));
        }
        double above = mean.ProbabilityAbove(threshold), likelier = Math.Max(above, 1 - above);
        bool isAbove = above >= 0.5;
        Presence presence =
            !(likelier >= confidence) ? Presence.Inconclusive : isAbove ? Presence.Present : Presence.Absent;
        return new(pathology, presence, likelier, null, null, [number])
        {
            ConfidenceOf = isAbove ? ConfidenceSubject.Present : ConfidenceSubject.Absent,
        };
    }

    /// <summary>What <see cref="Confidence"/> is the confidence of; null where there is none.</summary>
    public ConfidenceSubject? ConfidenceOf
    {
        get => Confidence is null ? null : _confidenceOf
            ?? (Presence == Presence.Present ? ConfidenceSubject.Present : ConfidenceSubject.Absent);
        init => _confidenceOf = value;
    }

    /// <summary>
    /// How many nets show the pathology by themselves at the last depth that was judged; null where they were not
    /// looked at one by one.
    /// </summary>
    public NetCount? Nets { get; init; }

    /// <summary>
    /// The confidence and what it is of, such as <c>0.999 that it is absent</c>; empty where there is none.
    /// </summary>
    [JsonIgnore]
    public string ConfidenceText =>
        Confidence is not { } confidence ? "" : Invariant($"{confidence:F3} that ")
        + ConfidenceOf switch
        {
            ConfidenceSubject.Present => "it is present",
            ConfidenceSubject.Absent => "it is absent",
            ConfidenceSubject.ExponentialIsNearest => "an exponential is the nearest law",
            _ => "another law is nearer than an exponential",
        };
}
