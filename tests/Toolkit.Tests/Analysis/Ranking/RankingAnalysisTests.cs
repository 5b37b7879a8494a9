using System.Text.Json;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Plotting;

namespace MomentsDnns.Toolkit.Tests.Analysis.Ranking;

/// <summary>Rankings of networks whose accuracy is made from known numbers.</summary>
public sealed class RankingAnalysisTests
{
    private static readonly RankingMeasure s_size = new("params", "\"params\"", MeasureGroup.Size, "number of parameters"),
        s_own = new("chi_output", "log chi", MeasureGroup.Propagation, "log10 chi"),
        s_other = new("snip", "\"snip\"", MeasureGroup.ZeroCost, "sum of |w dL/dw|");

    // Forests of tests are small.
    private const int Trees = 60;

    [Fact]
    public void Of_TellsWhatAMeasureAddsToSize_AndWhatAddsNothing()
    {
        RankingAnalysis analysis = RankingAnalysis.Of(Networks(80), [s_size, s_own, s_other], Trees);
        Assert.Equal((81, 80, 8), (analysis.Networks, analysis.Complete.Count, analysis.BestTenth));
        Assert.Equal("cut", Assert.Single(analysis.Incomplete).Name);
        MeasureRanking own = analysis.Measures[1], other = analysis.Measures[2];
        Assert.True(own.GivenParameters.Lower > 0.5, $"{own.GivenParameters}");
        Assert.True(other.GivenParameters is { Lower: < 0, Upper: > 0 }, $"{other.GivenParameters}");
        Assert.True(double.IsNaN(analysis.Measures[0].GivenParameters.Value));
        Assert.InRange(own.Spearman.Value, own.Spearman.Lower, own.Spearman.Upper);
        // Draws of chi differ by nothing, those of the other measure by as much as networks do.
        Assert.Equal(1, own.Noise!.Reliability);
        Assert.True(other.Noise!.Reliability < 0.6, $"{other.Noise}");

        AccuracyModels models = analysis.Models;
        Assert.Equal(["size", "size + propagation", "size + zero-cost", "all"], models.Scores.Select(s => s.Name));
        Assert.True(models.Scores[1].ExplainedMore.Lower > 0.1, $"{models.Scores[1].ExplainedMore}");
        Assert.True(models.Scores[2].ExplainedMore.Lower < 0, $"{models.Scores[2].ExplainedMore}");
        // What all gain over size and snip is what chi adds; over size and chi, what snip adds: nothing, or less.
        Assert.Equal([("all", "size + zero-cost"), ("all", "size + propagation")], models.Gains.Select(g => (g.Model, g.Above)));
        Assert.True(models.Gains[0].Explained.Lower > 0.1 && models.Gains[0].Spearman.Lower > 0, $"{models.Gains[0]}");
        Assert.True(models.Gains[1].Explained.Lower < 0.01, $"{models.Gains[1]}");
        Assert.Equal(models.Scores[3].Explained.Value - models.Scores[2].Explained.Value, models.Gains[0].Explained.Value, 1e-12);
        Assert.True(Loss("chi_output") > 10 * Math.Abs(Loss("snip")));
        Assert.Equal(Loss("chi_output"), Loss("all of propagation"), 0.1);

        double Loss(string name) => models.Importances.Single(i => i.Name == name).Loss;
    }

    [Fact]
    public void Of_DoesNotDependOnTheOrderOfTheList()
    {
        MeasuredNetwork[] networks = Networks(40);
        RankingMeasure[] measures = [s_size, s_own, s_other];
        string there = RankingJson.Write(RankingAnalysis.Of(networks, measures, Trees));
        Array.Reverse(networks);
        Assert.Equal(there, RankingJson.Write(RankingAnalysis.Of(networks, measures, Trees)));
        using JsonDocument json = JsonDocument.Parse(there);
        Assert.Equal("chi_output", json.RootElement.GetProperty("measures")[1].GetProperty("measure").GetProperty("name").GetString());
    }

    [Fact]
    public void TablesAndFigure_ShowEveryMeasure()
    {
        RankingAnalysis analysis = RankingAnalysis.Of(Networks(40), [s_size, s_own, s_other], Trees);
        Assert.Equal(["params", "chi_output", "snip"], RankingTables.Measures(analysis).Rows.Select(row => row[0]));
        Assert.Equal("-", RankingTables.Measures(analysis).Rows[0][4]);
        Assert.Equal(("exploding sensitivity", "present"), (RankingTables.Verdicts(analysis).Rows[0][0], RankingTables.Verdicts(analysis).Rows[0][1]));
        Assert.Equal(4, RankingTables.Csv(analysis).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        FigureDescription figure = FigureCatalog.Ranking(analysis);
        Assert.Equal(["params", "chi-output", "snip"], figure.Panels.Select(p => p.Name));
        Assert.All(figure.Panels, panel => Assert.Equal(40, panel.Series[0].X.Count));
        Assert.Equal(Math.Log10(100 - analysis.Complete.MinBy(n => n.Values[s_own])!.Accuracy), figure.Panels[1].Series[0].Y[0]);
        foreach (double width in new[] { FigureWidth.OneColumn, FigureWidth.TwoColumns })
            Assert.NotEmpty(FigureRenderer.RenderPng(figure.InWidth(width), 72));
    }

    // A measure that a kind of network does not have takes no network out of the numbers of others.
    [Fact]
    public void Of_AMeasureThatManyLack_LeavesItOut()
    {
        MeasuredNetwork[] networks = [.. Networks(40).Select((n, i) => i % 3 != 0 ? n : n with { Values = n.Values.Where(v => v.Key != s_other).ToDictionary() })];
        RankingMeasure[] measures = [s_size, s_own, s_other];
        RankingAnalysis analysis = RankingAnalysis.Of(networks, measures, trees: 5);
        Assert.Equal((41, 40), (analysis.Networks, analysis.Complete.Count));
        Assert.Equal((s_other, networks.Count(n => n.Repeat == 0 && n.Name != "cut" && !n.Values.ContainsKey(s_other))), (Assert.Single(analysis.LeftOut).Measure, analysis.LeftOut[0].Lacking));
        Assert.Equal([s_size, s_own], analysis.Measures.Select(m => m.Measure));
        Assert.Equal(40, RankingAnalysis.CountComplete(networks, measures));
        // One in twenty lacks it: these are left out, and the measure stays.
        networks = [.. Networks(40).Select(n => n.Name is not ("n3" or "n4") ? n : n with { Values = n.Values.Where(v => v.Key != s_other).ToDictionary() })];
        analysis = RankingAnalysis.Of(networks, measures, trees: 5);
        Assert.Equal((38, 0, 38), (analysis.Complete.Count, analysis.LeftOut.Count, RankingAnalysis.CountComplete(networks, measures)));
    }

    [Fact]
    public void OfTooFewNetworks_IsOneLine() =>
        Assert.Contains("19 networks have every measure, an analysis needs 20", Assert.Throws<ArgumentException>(() => RankingAnalysis.Of(Networks(19), [s_size, s_own, s_other], Trees)).Message, StringComparison.Ordinal);

    // Accuracy rises with size and with chi, alike; snip is noise. Every fifth network has a second draw; one lacks chi.
    private static MeasuredNetwork[] Networks(int count)
    {
        Xoshiro256 random = new(4);
        List<MeasuredNetwork> networks = [];
        for (int i = 0; i < count; i++)
        {
            double size = random.Next(1000) / 10.0, own = random.Next(1000) / 10.0, accuracy = 50 + (0.2 * size) + (0.2 * own);
            networks.Add(Network($"n{i}", accuracy, 0, size, own) with
            {
                Verdicts = new Dictionary<Pathology, Presence> { [Pathology.ExplodingSensitivity] = own > 50 ? Presence.Present : Presence.Absent },
            });
            if (i % 5 == 0) networks.Add(Network($"n{i}", accuracy, 1, size, own));
        }

        networks.Add(new("cut", 10, 0, new Dictionary<RankingMeasure, double> { [s_size] = 1 }));
        return [.. networks];

        MeasuredNetwork Network(string name, double accuracy, int repeat, double size, double own) =>
            new(name, accuracy, repeat, new Dictionary<RankingMeasure, double> { [s_size] = size, [s_own] = own, [s_other] = random.Next(1000) });
    }
}
