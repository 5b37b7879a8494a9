using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether the share of variance in the signal's power, mu_2(x)/nu_2(x), collapses, or was lost in every simulation.
/// </summary>
internal sealed class ZeroDimensionalJudge : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Pathology> Pathologies { get; } = [Pathology.ZeroDimensionalSignal];

    /// <inheritdoc/>
    public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run) => [Verdict(run, Pathologies[0])];

    private static PathologyVerdict Verdict(JudgedRun judged, Pathology pathology)
    {
        RunResults run = judged.Results;
        if (Quantity.VarianceShare.Find(run) is not { } share)
            return PathologyVerdict.NotJudged(pathology, "mu_2(x)/nu_2(x) was not recorded");
        PathologyVerdict verdict = CollapseRule.Judge(judged, pathology, (s, d) => share[s, d],
            judged.Options.ZeroDimensionalShare, EvidenceText.VarianceShare);
        // A variance that sank into rounding is far below any threshold, and a signal of 0 has none.
        int lost = Count(DegeneracyCause.Rounding) + Count(DegeneracyCause.Zero);
        if (verdict.Presence != Presence.Present && lost == run.Simulations.Count)
        {
            EvidenceNumber evidence = new(Count(DegeneracyCause.Zero) == lost ? EvidenceText.SignalsOfZero
                : EvidenceText.SignalsLostInRounding)
            {
                Place = run.Facts.Unit,
                Depth = run.Degeneracies.Values.Max(l => l.Depth),
                Nets = new(lost, lost),
            };
            return new(pathology, Presence.Present, 1, evidence.Depth, null, [evidence]) { Nets = evidence.Nets };
        }

        if (Count(DegeneracyCause.Underflow) == 0) return verdict;
        EvidenceNumber left = new(EvidenceText.SignalsOutOfRange)
        {
            Word = DegeneracyText.Range(run.Facts),
            Nets = new(Count(DegeneracyCause.Underflow), run.Simulations.Count),
        };
        return verdict with { Evidence = [.. verdict.Evidence, left] };

        int Count(DegeneracyCause cause) => run.Degeneracies.Values.Count(l => l.Cause == cause);
    }
}
