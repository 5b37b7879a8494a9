using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>
/// Of runs that have their seed in common with the first: the differences from it within pairs of simulations, at the
/// last common depth.
/// </summary>
public static class PairedTable
{
    /// <summary>The heads of the columns of <see cref="Rows"/>.</summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<string> Header(IReadOnlyList<LabelledRun> runs) =>
    [
        "run minus the first", "pairs", SideBySideTable.PlaceHead(runs), "quantity", "difference",
        "error if independent", "correlation",
    ];

    /// <summary>The rows as texts; none where no run is paired with the first.</summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<LabelledRun> runs) =>
    [
        .. from line in Differences(runs)
           let d = line.Difference
           select (IReadOnlyList<string>)
           [
               line.Run.Label, $"{d.Difference.Simulations}",
               SitePath.Of(line.Run.Run)?.NameAt(d.Depth) ?? $"{d.Depth}", line.Quantity,
               MeasuredText.Of(d.Difference), Invariant($"{d.IndependentError:G2}"),
               double.IsNaN(d.Correlation) ? "" : Invariant($"{d.Correlation:F3}"),
           ],
    ];

    /// <summary>What the pairs have in common, as a sentence.</summary>
    /// <param name="runs">The runs, of which one at least is paired with the first.</param>
    public static string Sentence(IReadOnlyList<LabelledRun> runs)
    {
        RunPairing[] pairings =
            [.. runs.Skip(1).Select(r => RunPairing.Of(runs[0].Run, r.Run)).OfType<RunPairing>()];
        string[] common = [.. pairings.Select(p => p.Common).Distinct()];
        return $"Runs of seed {pairings[0].Seed} are pairs: simulation i has "
            + $"{string.Join("; or ", common)}. Differences from {runs[0].Label} within pairs:";
    }

    /// <summary>The same as comma-separated values.</summary>
    /// <param name="runs">The runs.</param>
    public static string Csv(IReadOnlyList<LabelledRun> runs)
    {
        bool hasSites = runs.Any(r => r.Run.Facts.Along is not null);
        IEnumerable<string> lines =
            from line in Differences(runs)
            let d = line.Difference
            let site = hasSites ? CsvText.Quoted(SitePath.Of(line.Run.Run)?.NameAt(d.Depth) ?? "") + "," : ""
            let numbers = new[] { d.Difference.Value, d.Difference.StandardError, d.IndependentError, d.Correlation }
            select $"{CsvText.Quoted(line.Run.Label)},{CsvText.Quoted(runs[0].Label)},{d.Difference.Simulations},"
                + $"{d.Depth},{site}{line.Quantity},{string.Join(',', numbers.Select(v => CsvText.Number(v)))}\n";
        return $"run,against,pairs,depth,{(hasSites ? "site," : "")}quantity,difference,standard error,"
            + "standard error if independent,correlation\n" + string.Concat(lines);
    }

    private static IEnumerable<(LabelledRun Run, string Quantity, PairedDifference Difference)> Differences(
        IReadOnlyList<LabelledRun> runs) =>
        from run in runs.Skip(1)
        from column in SideBySideTable.Columns(runs)
        let difference = PairedDifference.Of(runs[0].Run, run.Run, column.Quantity, column.IsLog10)
        where difference is not null
        select (run, column.Name, difference);
}
