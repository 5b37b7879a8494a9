using System.Text.Json;
using System.Text.Json.Serialization;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>A ranking as JSON: the numbers of its tables. Those of networks stand in the measurements.</summary>
public static class RankingJson
{
    private static readonly JsonSerializerOptions Options = new(JsonStyle.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes it.</summary>
    /// <param name="analysis">The analysis.</param>
    public static string Write(RankingAnalysis analysis) => JsonSerializer.Serialize(new
    {
        analysis.Networks,
        Complete = analysis.Complete.Count,
        Incomplete = analysis.Incomplete.Select(n => new { n.Name, n.Accuracy }),
        LeftOut = analysis.LeftOut.Select(m => new { Measure = m.Measure.Name, m.Lacking }),
        analysis.BestTenth,
        RankingAnalysis.Resamples,
        analysis.Measures,
        analysis.Verdicts,
        Models = new
        {
            AccuracyModels.Folds,
            Scores = analysis.Models.Scores.Select(s => new
            {
                s.Name,
                Measures = s.Measures.Select(m => m.Name),
                s.Explained,
                s.ExplainedMore,
                s.Spearman,
                s.SpearmanMore,
            }),
            analysis.Models.Gains,
            analysis.Models.Importances,
        },
    }, Options) + "\n";
}
