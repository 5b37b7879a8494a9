using MomentsDnns.Analysis.Quantities;

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
            // Rounding may leave a rank a little below 1.
            ? CollapseRule.Judge(run, Pathologies[0], (s, d) => Math.Log(Math.Max(0, 1 - (1 / rank[s, d]))),
                run.Options.OneDimensionalShare, EvidenceText.ShareOffFirstDirection)
            : PathologyVerdict.NotJudged(Pathologies[0], "r_eff(x) was not recorded"),
    ];
}
