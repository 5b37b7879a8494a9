using System.Text.Json.Serialization;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a run says of one pathology.</summary>
/// <param name="Pathology">Which.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Confidence">
/// The confidence of the statement <see cref="PathologyVerdict.ConfidenceOf"/>: that it is there, or absent where that is the verdict; where the
/// run does not tell, the likelier of the two. Student's of a mean over simulations; of the nearest law the share of resamples (see
/// <see cref="Inference.Bootstrap"/>) to which it is nearest. Null where nothing was judged.
/// </param>
/// <param name="Onset">The first recorded depth from which it is there to the end; null where it is not, or has no onset.</param>
/// <param name="OnsetRange">16th and 84th percentile of the onset over resamples, each a recorded depth further out.</param>
/// <param name="Evidence">The numbers behind the verdict, for people.</param>
public sealed record PathologyVerdict(Pathology Pathology, Presence Presence, double? Confidence, int? Onset,
    (int Lower, int Upper)? OnsetRange, string Evidence)
{
    private readonly ConfidenceSubject? _confidenceOf;

    /// <summary>What <see cref="Confidence"/> is the confidence of; null where there is none.</summary>
    public ConfidenceSubject? ConfidenceOf
    {
        get => Confidence is null ? null : _confidenceOf ?? (Presence == Presence.Present ? ConfidenceSubject.Present : ConfidenceSubject.Absent);
        init => _confidenceOf = value;
    }

    /// <summary>How many nets show the pathology by themselves at the last depth that was judged; null where they were not looked at one by one.</summary>
    public NetCount? Nets { get; init; }

    /// <summary>The confidence and what it is of, such as <c>0.999 that it is absent</c>; empty where there is none.</summary>
    [JsonIgnore]
    public string ConfidenceText => Confidence is not { } confidence ? "" : FormattableString.Invariant($"{confidence:F3} that ") + ConfidenceOf switch
    {
        ConfidenceSubject.Present => "it is present",
        ConfidenceSubject.Absent => "it is absent",
        ConfidenceSubject.ExponentialIsNearest => "an exponential is the nearest law",
        _ => "another law is nearer than an exponential",
    };
}
