using MomentsDnns.Results;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>What <see cref="NetworkAtStart"/> took of a network.</summary>
/// <param name="Run">Signal and noise at its sites, one replicate.</param>
/// <param name="Judged">Replicates of fresh weights that a verdict is based on; null where none were run.</param>
/// <param name="ZeroCost">The zero-cost measures; absent those that the network has no number of.</param>
public sealed record NumbersAtStart(
    RunResults Run, RunResults? Judged, IReadOnlyDictionary<IZeroCostMeasure, double> ZeroCost);
