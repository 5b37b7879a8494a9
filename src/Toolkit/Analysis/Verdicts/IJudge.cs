namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Judges pathologies of a run. <see cref="JudgeCatalog.Register"/> makes one of your own known: its verdicts stand
/// behind the others in <c>moments analyze</c> and <c>moments report</c>. A judge has no state: it is asked from
/// several threads.
/// </summary>
public interface IJudge
{
    /// <summary>What it judges, in the order of its verdicts.</summary>
    IReadOnlyList<Pathology> Pathologies { get; }

    /// <summary>
    /// A verdict on each of <see cref="Pathologies"/>, in their order; of what a run does not hold,
    /// <see cref="PathologyVerdict.NotJudged"/>.
    /// </summary>
    /// <param name="run">
    /// The run: deep enough and with simulations enough for a verdict, see <see cref="AnalysisOptions"/>.
    /// </param>
    IReadOnlyList<PathologyVerdict> Judge(JudgedRun run);
}
