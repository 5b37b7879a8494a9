namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a run says of one pathology.</summary>
/// <param name="Pathology">Which.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Confidence">
/// The share of resamples of the simulations (see <see cref="Inference.Bootstrap"/>) in which it is there, or absent where that is the
/// verdict; where the run does not tell, the larger of the two. Null where nothing was resampled.
/// </param>
/// <param name="Onset">The first recorded depth from which it is there to the end; null where it is not, or has no onset.</param>
/// <param name="OnsetRange">16th and 84th percentile of the onset over resamples.</param>
/// <param name="Evidence">The numbers behind the verdict, for people.</param>
public sealed record PathologyVerdict(Pathology Pathology, Presence Presence, double? Confidence, int? Onset,
    (int Lower, int Upper)? OnsetRange, string Evidence);
