using MomentsDnns.Analysis.Ranking;

namespace MomentsDnns.Cli.Output;

/// <summary>Prints a ranking.</summary>
internal static class RankingText
{
    private const int MostNamed = 5;

    /// <summary>Writes its tables to standard output.</summary>
    /// <param name="analysis">The analysis.</param>
    public static void Write(RankingAnalysis analysis)
    {
        Console.WriteLine($"{analysis.Complete.Count} of {analysis.Networks} networks have every measure: the numbers "
            + "are of them, with intervals of 95% over resampled networks");
        if (analysis.Incomplete.Count > 0)
        {
            Console.WriteLine($"{analysis.Incomplete.Count} lack some, mostly since no signal reaches their output: "
                + string.Join(", ", analysis.Incomplete.OrderByDescending(n => n.Accuracy).Take(MostNamed)
                    .Select(n => FormattableString.Invariant($"{n.Name} {n.Accuracy:F1}%")))
                + (analysis.Incomplete.Count > MostNamed ? ", .." : ""));
        }

        foreach (MeasureWithout measure in analysis.LeftOut)
        {
            Console.WriteLine($"{measure.Measure.Name} is left out: {measure.Lacking} networks have none, as where "
                + "activations are other than it knows");
        }

        Section("rank correlation with the accuracy", RankingTables.Measures(analysis));
        if (analysis.Verdicts.Count > 0) Section("accuracy by verdict", RankingTables.Verdicts(analysis));
        Section($"models of the accuracy, {AccuracyModels.Folds} folds", RankingTables.Models(analysis));
        Section("what the model of all gains", RankingTables.Gains(analysis));
        Section("permutation importance in the model of all", RankingTables.Importances(analysis));
    }

    private static void Section(string title,
        (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) table)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        TextTable.Write(table.Header, table.Rows);
    }
}
