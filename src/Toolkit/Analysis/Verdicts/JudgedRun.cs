using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a judge is given.</summary>
/// <param name="Results">The run.</param>
/// <param name="Options">What counts as evidence.</param>
/// <param name="Growth">
/// By which law chi grows at the output of each layer or unit; null where too little holds chi, or layers differ.
/// </param>
public sealed record JudgedRun(RunResults Results, AnalysisOptions Options, GrowthFit? Growth)
{
    /// <summary>What happens where, in a net whose layers differ; null elsewhere.</summary>
    public SiteAnalysis? Sites { get; init; }
}
