namespace MomentsDnns.Ranking;

/// <summary>One measurement of a ranking.</summary>
/// <param name="Network">The network.</param>
/// <param name="Repeat">Which draw of weights and batch, from 0.</param>
internal sealed record RankingTask(RankedNetwork Network, int Repeat);
