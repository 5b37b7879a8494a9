using MomentsDnns.Analysis.Growth;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a judge is given.</summary>
/// <param name="Results">The run.</param>
/// <param name="Options">What counts as evidence.</param>
/// <param name="Growth">
/// By which law chi grows at the output of each layer or unit; null where too little holds chi.
/// </param>
public sealed record JudgedRun(RunResults Results, AnalysisOptions Options, GrowthFit? Growth);
