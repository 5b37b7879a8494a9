using System.Text;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>The numbers of several runs side by side: a row for each run and depth, means with standard errors over
/// simulations; of logarithms, where the head says so.</summary>
public static class SideBySideTable
{
    /// <summary>What stands in the columns.</summary>
    /// <param name="runs">The runs; of trainings other quantities are told.</param>
    internal static (Quantity Quantity, string Name, bool IsLog10)[] Columns(IReadOnlyList<LabelledRun> runs) =>
        runs.All(run => run.Run.Facts.IsOfTraining) ? OfTraining : OfLayers;

    private static readonly (Quantity Quantity, string Name, bool IsLog10)[]
        OfLayers = Named([Quantity.Chi, Quantity.VarianceShare, Quantity.SignalRank, Quantity.NoiseRank,
            Quantity.SignalPower]),
        OfTraining = Named(TrainingQuantities.Shared);

    // Besides the end: where a zero-dimensional signal begins to show, and past the transient.
    private static readonly int[] EarlyDepths = [5, 20];

    /// <summary>The heads of the columns of <see cref="Rows"/>.</summary>
    /// <param name="runs">The runs; where layers differ, a row is of a site and not of a depth.</param>
    public static IReadOnlyList<string> Header(IReadOnlyList<LabelledRun> runs) =>
        ["run", "simulations", PlaceHead(runs), .. Columns(runs).Select(c => c.Name)];

    /// <summary>The rows as texts, a mean as <c>mean ± standard error</c>, empty where there is none.</summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<LabelledRun> runs) =>
        [.. runs.SelectMany(run => Depths(run).Select(depth => (IReadOnlyList<string>)
        [
            run.Label, $"{run.Run.Simulations.Count}", SitePath.Of(run.Run)?.NameAt(depth) ?? $"{depth}",
            .. Columns(runs).Select(c => Text(EndPoint.Of(run.Run, c.Quantity, depth, c.IsLog10))),
        ]))];

    /// <summary>The same as comma-separated values: mean and standard error in columns of their own.</summary>
    /// <param name="runs">The runs.</param>
    public static string Csv(IReadOnlyList<LabelledRun> runs)
    {
        bool hasSites = runs.Any(r => r.Run.Facts.Along is not null);
        IEnumerable<string> lines =
            from run in runs
            from depth in Depths(run)
            let site = hasSites ? "," + CsvText.Quoted(SitePath.Of(run.Run)?.NameAt(depth) ?? "") : ""
            let points = Columns(runs).Select(c => EndPoint.Of(run.Run, c.Quantity, depth, c.IsLog10))
            select $"{CsvText.Quoted(run.Label)},{run.Run.Simulations.Count},{depth}{site}"
                + string.Concat(points.Select(p => $",{CsvText.Number(p?.Mean)},{CsvText.Number(p?.Error)}")) + "\n";
        return $"run,simulations,depth{(hasSites ? ",site" : "")}"
            + string.Concat(Columns(runs).Select(c => $",{c.Name},{c.Name} standard error")) + "\n"
            + string.Concat(lines);
    }

    /// <summary>
    /// The same as a Markdown table; under it, where signals were lost, and the differences of paired runs
    /// (<see cref="PairedTable"/>).
    /// </summary>
    /// <param name="runs">The runs.</param>
    public static string Markdown(IReadOnlyList<LabelledRun> runs)
    {
        StringBuilder text = new(MarkdownTable.Of(Header(runs), Rows(runs)));
        foreach (LabelledRun run in runs)
        {
            foreach (string degeneracy in DegeneracyText.Of(run.Run))
                text.Append('\n').Append(run.Label).Append(": ").Append(degeneracy).Append(".\n");
        }

        IReadOnlyList<IReadOnlyList<string>> paired = PairedTable.Rows(runs);
        if (paired.Count > 0)
        {
            text.Append('\n').Append(PairedTable.Sentence(runs)).Append("\n\n")
                .Append(MarkdownTable.Of(PairedTable.Header(runs), paired));
        }
        return text.ToString();
    }

    /// <summary>
    /// What rows are of: <c>site</c> where layers differ, <c>depth</c>, or both where runs of both kinds stand
    /// together.
    /// </summary>
    internal static string PlaceHead(IReadOnlyList<LabelledRun> runs) =>
        runs.All(r => r.Run.Facts.IsOfTraining) ? "step"
        : runs.All(r => r.Run.Facts.Along is not null) ? "site"
        : runs.Any(r => r.Run.Facts.Along is not null) ? "depth or site" : "depth";

    private static (Quantity, string, bool)[] Named(IEnumerable<Quantity> quantities) =>
        [.. quantities.Select(q => (q, (q.AveragesLogarithms ? "mean log10 " : "") + q.Text, q.AveragesLogarithms))];

    // Where layers differ, at the end of each stage; of a training after the last step.
    private static IEnumerable<int> Depths(LabelledRun run) => run.Run.Facts.IsOfTraining ? [run.Run.Depths[^1]]
        : SitePath.Of(run.Run) is { } path
        ? path.Stages.Select(stage => run.Run.Depths[stage.Main[^1]])
        : EarlyDepths
        .Where(d => d < run.Run.Depths[^1]).Select(d => run.Run.Depths.MinBy(r => Math.Abs(r - d)))
        .Append(run.Run.Depths[^1]).Distinct();

    private static string Text(EndPoint? point) => point is null ? "" : MeasuredText.Of(point.Mean, point.Error);
}
