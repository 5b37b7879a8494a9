using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>Whether the share of the signal's variance off its first direction, 1 - 1/r_eff(x), collapses.</summary>
internal sealed class OneDimensionalJudge : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Pathology> Pathologies { get; } = [Pathology.OneDimensionalSignal];

    /// <inheritdoc/>
    public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run) =>
    [
        Quantity.SignalRank.Find(run.Results) is { } rank
            ? CollapseRule.Judge(run.Results, run.Options, Pathology.OneDimensionalSignal, LogShares(rank),
                run.Options.OneDimensionalShare, EvidenceText.ShareOffFirstDirection)
            : PathologyVerdict.NotJudged(Pathology.OneDimensionalSignal, "r_eff(x) was not recorded"),
    ];

    // log (1 - 1/r_eff); rounding may leave a rank a little below 1.
    private static double[,] LogShares(QuantityCurve rank) =>
        CurveTables.Table(rank.Simulations, rank.Depths, (s, d) => Math.Log(Math.Max(0, 1 - (1 / rank[s, d]))));
}
