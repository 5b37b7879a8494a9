using System.Text.Json.Serialization;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a run says of one pathology.</summary>
/// <param name="Pathology">Which.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Confidence">
/// The share of resamples of the simulations (see <see cref="Inference.Bootstrap"/>) in which the statement
/// <see cref="PathologyVerdict.ConfidenceOf"/> holds: that it is there, or absent where that is the verdict; where the run does not tell, the
/// likelier of the two. Null where nothing was resampled.
/// </param>
/// <param name="Onset">The first recorded depth from which it is there to the end; null where it is not, or has no onset.</param>
/// <param name="OnsetRange">16th and 84th percentile of the onset over resamples.</param>
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
