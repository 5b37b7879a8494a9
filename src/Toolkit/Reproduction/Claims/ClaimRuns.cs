using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>The measurements behind the claims.</summary>
/// <param name="runs">Every run.</param>
/// <param name="measured">What is measured beside them.</param>
public sealed class ClaimRuns(IReadOnlyDictionary<ClaimRun, RunResults> runs, ClaimMeasurements measured)
{
    private readonly Dictionary<ClaimRun, RunAnalysis> _analyses = [];
    private readonly List<ClaimRun> _asked = [];

    /// <summary>What counts as evidence.</summary>
    public static AnalysisOptions Options { get; } = new();

    /// <summary>What is measured beside the runs.</summary>
    public ClaimMeasurements Measured => measured;

    /// <summary>Lengths of trajectories, and the merge of batch norm.</summary>
    public ExpressivityResults Expressivity => measured.Expressivity;

    /// <summary>Nets that were trained.</summary>
    public TrainingResults Training => measured.Training;

    /// <summary>A run.</summary>
    public RunResults this[ClaimRun run]
    {
        get
        {
            if (!_asked.Contains(run)) _asked.Add(run);
            return runs[run];
        }
    }

    /// <summary>A run judged.</summary>
    /// <param name="run">Which.</param>
    public RunAnalysis Judged(ClaimRun run)
    {
        RunResults results = this[run];
        if (!_analyses.TryGetValue(run, out RunAnalysis? analysis))
            _analyses.Add(run, analysis = RunAnalysis.Of(results, Options, JudgeCatalog.BuiltIn));
        return analysis;
    }

    /// <summary>
    /// Judges a claim; where it does not say how many nets it rests on, they are those of the runs that it looked at,
    /// in that order.
    /// </summary>
    /// <param name="claim">The claim.</param>
    public ClaimOutcome Judge(Claim claim)
    {
        _asked.Clear();
        ClaimOutcome outcome = claim.Judge(this);
        return outcome.Nets is null ? outcome with
        {
            Nets =
            string.Join(", ", _asked.Select(run => runs[run].Simulations.Count))
        } : outcome;
    }
}
