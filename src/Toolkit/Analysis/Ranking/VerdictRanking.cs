using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>The accuracy of networks by what was said of a pathology.</summary>
/// <param name="Pathology">The pathology.</param>
/// <param name="Presence">What was said.</param>
/// <param name="Networks">Of how many networks.</param>
/// <param name="Accuracy">Their mean accuracy, in percent.</param>
/// <param name="Median">Their median accuracy.</param>
public sealed record VerdictRanking(
    Pathology Pathology, Presence Presence, int Networks, Estimate Accuracy, double Median);
