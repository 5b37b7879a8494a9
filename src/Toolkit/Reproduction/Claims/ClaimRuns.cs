using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>The measurements behind the claims.</summary>
/// <param name="runs">Every run.</param>
/// <param name="expressivity">What is measured beside them.</param>
public sealed class ClaimRuns(IReadOnlyDictionary<ClaimRun, RunResults> runs, ExpressivityResults expressivity)
{
    private readonly Dictionary<ClaimRun, RunAnalysis> _analyses = [];

    /// <summary>What counts as evidence.</summary>
    public static AnalysisOptions Options { get; } = new();

    /// <summary>Lengths of trajectories, and the merge of batch norm.</summary>
    public ExpressivityResults Expressivity => expressivity;

    /// <summary>A run.</summary>
    public RunResults this[ClaimRun run] => runs[run];

    /// <summary>A run judged.</summary>
    /// <param name="run">Which.</param>
    public RunAnalysis Judged(ClaimRun run)
    {
        if (!_analyses.TryGetValue(run, out RunAnalysis? analysis)) _analyses.Add(run, analysis = RunAnalysis.Of(this[run], Options));
        return analysis;
    }
}
