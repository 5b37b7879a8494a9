using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether chi at the output of each layer or unit explodes, by <see cref="SensitivityRule"/>, as far as its noise can
/// be told; in a net whose layers differ, at the outputs of the unit that repeats.
/// </summary>
internal sealed class SensitivityJudge : IJudge
{
    private static readonly Pathology Judged = Pathology.ExplodingSensitivity;

    /// <inheritdoc/>
    public IReadOnlyList<Pathology> Pathologies { get; } = [Judged];

    /// <inheritdoc/>
    public IReadOnlyList<PathologyVerdict> Judge(JudgedRun judged)
    {
        RunResults run = judged.Results;
        // Recorded before amplitudes below the resolution were refused.
        if (run.HasConfiguration && run.Configuration.IsNoiseBelowResolution)
        {
            return [PathologyVerdict.NotJudged(Judged,
                EvidenceText.NoiseBelowResolution(OptionText.Of(run.Configuration.Precision)))];
        }

        PathologyVerdict verdict = judged.Sites is { } sites ? UnitVerdicts.Sensitivity(judged, sites)
            : new SensitivityRule(judged.Options, run.Depths, Quantity.Chi.Find(run)?.ToArray() ?? new double[0, 0],
                run.Facts.Unit).Judge(judged.Growth, ResidualProduct.Of(run));
        if (run.NoiseDegeneracies.Count == 0) return [verdict];
        EvidenceNumber lost = new(EvidenceText.LostNoise)
        {
            Place = run.Facts.Unit,
            Depth = run.NoiseDegeneracies.Values.Min(l => l.Depth),
            Nets = new(run.NoiseDegeneracies.Count, run.Simulations.Count),
        };
        return [verdict with { Evidence = [.. verdict.Evidence, lost] }];
    }
}
