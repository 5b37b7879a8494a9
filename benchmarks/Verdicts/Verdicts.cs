using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>What many verdicts come to.</summary>
internal static class Verdicts
{
    /// <summary>Percent present / percent absent; the rest is inconclusive.</summary>
    public static string Shares(IReadOnlyList<Presence> verdicts) =>
        $"{Table.Percent(verdicts.Count(v => v == Presence.Present), verdicts.Count)} / {Table.Percent(verdicts.Count(v => v == Presence.Absent), verdicts.Count)}";
}
