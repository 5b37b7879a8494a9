using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>The tables of a ranking: header and cells, for the console and for documents.</summary>
public static class RankingTables
{
    private const int GainDecimals = 3; // of numbers that are small

    /// <summary>How well each measure ranks.</summary>
    /// <param name="analysis">The analysis.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) Measures(
        RankingAnalysis analysis) =>
        (["measure", "kind", "Spearman", "Kendall tau-b", "Spearman given params",
            $"Spearman in the best tenth ({analysis.BestTenth})", "reliability"],
        [
            .. analysis.Measures.Select(m => (IReadOnlyList<string>)
            [
                m.Measure.Name, OptionText.Of(m.Measure.Group), m.Spearman.ToString(), m.Kendall.ToString(),
                m.GivenParameters.ToString(), m.BestTenth.ToString(),
                m.Noise is null ? "-" : Number(m.Noise.Reliability, 3),
            ]),
        ]);

    /// <summary>Accuracy by verdict.</summary>
    /// <param name="analysis">The analysis.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) Verdicts(
        RankingAnalysis analysis) =>
        (["pathology", "verdict", "networks", "mean accuracy", "median"],
        [
            .. analysis.Verdicts.Select(v => (IReadOnlyList<string>)
            [
                v.Pathology.Text, OptionText.Of(v.Presence), $"{v.Networks}", MeasuredText.Of(v.Accuracy),
                Number(v.Median, 2),
            ]),
        ]);

    /// <summary>What measures add to size.</summary>
    /// <param name="analysis">The analysis.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) Models(
        RankingAnalysis analysis) =>
        (["model of", "R^2", "above size", "Spearman", "above size"],
        [
            .. analysis.Models.Scores.Select(s => (IReadOnlyList<string>)
            [
                s.Name, s.Explained.ToString(), s.ExplainedMore.ToString(), s.Spearman.ToString(),
                s.SpearmanMore.ToString(),
            ]),
        ]);

    /// <summary>What the model of all measures gains over those that lack a group.</summary>
    /// <param name="analysis">The analysis.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) Gains(
        RankingAnalysis analysis) =>
        (["model of", "above", "R^2 gained", "Spearman gained"],
        [
            .. analysis.Models.Gains.Select(g => (IReadOnlyList<string>)
                [g.Model, g.Above, g.Explained.Text(GainDecimals), g.Spearman.Text(GainDecimals)]),
        ]);

    /// <summary>What the model of all measures loses without one.</summary>
    /// <param name="analysis">The analysis.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) Importances(
        RankingAnalysis analysis) =>
        (["permuted", "R^2 lost", "over permutations"],
        [
            .. analysis.Models.Importances.Select(i => (IReadOnlyList<string>)
                [i.Name, Number(i.Loss, 3), $"± {Number(i.Spread, 3)}"]),
        ]);

    /// <summary>The numbers of the first table, a measure a line, with the ends of intervals.</summary>
    /// <param name="analysis">The analysis.</param>
    public static string Csv(RankingAnalysis analysis)
    {
        string[] numbers = ["spearman", "kendall", "spearman_given_params", "spearman_best_tenth"];
        IEnumerable<string> header = ["measure", "kind",
            .. numbers.SelectMany(n => (string[])[n, n + "_lower", n + "_upper"]),
            "variance_between_seeds", "variance_between_networks"];
        return string.Concat(analysis.Measures.Select(m => (IEnumerable<string>)
        [
            m.Measure.Name, OptionText.Of(m.Measure.Group),
            .. ((IntervalEstimate[])[m.Spearman, m.Kendall, m.GivenParameters, m.BestTenth])
                .SelectMany(i => (double[])[i.Value, i.Lower, i.Upper]).Select(v => CsvText.Number(v)),
            CsvText.Number(m.Noise?.Within), CsvText.Number(m.Noise?.Between),
        ]).Prepend(header).Select(line => string.Join(',', line) + "\n"));
    }

    private static string Number(double value, int decimals) => double.IsFinite(value)
        ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture) : "-";
}
