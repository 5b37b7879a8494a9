namespace MomentsDnns.Analysis.Ranking;

/// <summary>How well a model of some measures predicts the accuracy of networks that it was not fitted to.</summary>
/// <param name="Name">Which measures, such as <c>size + propagation</c>.</param>
/// <param name="Measures">The measures.</param>
/// <param name="Explained">R^2 out of fold: 1 - mean square error over variance.</param>
/// <param name="Spearman">Spearman's rho of prediction and accuracy, out of fold.</param>
/// <param name="ExplainedMore">What R^2 is above that of size alone, on the same resamples.</param>
/// <param name="SpearmanMore">What rho is above that of size alone.</param>
public sealed record ModelScore(string Name, IReadOnlyList<RankingMeasure> Measures, IntervalEstimate Explained,
    IntervalEstimate Spearman, IntervalEstimate ExplainedMore, IntervalEstimate SpearmanMore);
