namespace MomentsDnns.Analysis.Ranking;

/// <summary>What a model of more measures predicts better than one of fewer, paired on the same resamples.</summary>
/// <param name="Model">The model of more, by its name.</param>
/// <param name="Above">The model of fewer.</param>
/// <param name="Explained">The difference of R^2, out of fold.</param>
/// <param name="Spearman">The difference of Spearman's rho.</param>
public sealed record ModelGain(string Model, string Above, IntervalEstimate Explained, IntervalEstimate Spearman);
