namespace MomentsDnns.Analysis.Ranking;

/// <summary>
/// What the model of all measures loses of its R^2 out of fold where a measure, or a group of them, is permuted among
/// the networks of a fold. Measures that tell the same stand in for each other, and lose little each.
/// </summary>
/// <param name="Name">The measure, or the group.</param>
/// <param name="Loss">The mean loss over permutations.</param>
/// <param name="Spread">Its standard deviation over permutations.</param>
public sealed record MeasureImportance(string Name, double Loss, double Spread);
