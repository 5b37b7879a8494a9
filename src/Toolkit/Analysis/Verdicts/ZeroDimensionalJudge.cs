using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether the share of variance in the signal's power, mu_2(x)/nu_2(x), collapses, or was lost in every simulation.
/// </summary>
internal sealed class ZeroDimensionalJudge : IJudge
{
    private static readonly Pathology Judged = Pathology.ZeroDimensionalSignal;

    /// <inheritdoc/>
    public IReadOnlyList<Pathology> Pathologies { get; } = [Judged];

    /// <inheritdoc/>
    public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run) => [Verdict(run.Results, run.Options)];

    private static PathologyVerdict Verdict(RunResults run, AnalysisOptions options)
    {
        if (Quantity.VarianceShare.Find(run) is not { } share)
            return PathologyVerdict.NotJudged(Judged, "mu_2(x)/nu_2(x) was not recorded");
        PathologyVerdict verdict =
            CollapseRule.Judge(run, options, Judged, share.ToArray(), options.ZeroDimensionalShare,
            EvidenceText.VarianceShare);
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
            return new(Judged, Presence.Present, 1, evidence.Depth, null, [evidence]) { Nets = evidence.Nets };
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
