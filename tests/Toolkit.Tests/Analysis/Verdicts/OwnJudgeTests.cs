using System.Text.Json.Nodes;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

public sealed class OwnJudgeTests
{
    private static readonly Pathology Own = new("of-my-own");

    [Theory]
    [InlineData(3, 0.1, Presence.Present, ConfidenceSubject.Present)]
    [InlineData(1, 0.1, Presence.Absent, ConfidenceSubject.Absent)]
    [InlineData(2.05, 0.1, Presence.Inconclusive, ConfidenceSubject.Present)]
    [InlineData(double.NaN, 0.1, Presence.Inconclusive, ConfidenceSubject.Absent)]
    public void Above_AMean_IsJudgedByStudentsT(double value, double error, Presence presence, ConfidenceSubject of)
    {
        PathologyVerdict verdict = PathologyVerdict.Above(Own, new(Quantity) { Mean = new Estimate(value, error, 8), Threshold = 2 }, 0.95);
        Assert.Equal((presence, of), (verdict.Presence, verdict.ConfidenceOf));
    }

    [Fact]
    public void Above_WithoutAThreshold_Throws() =>
        Assert.Throws<ArgumentException>(() => PathologyVerdict.Above(Own, new(Quantity) { Value = 1 }, 0.95));

    [Fact]
    public void Of_WithAJudgeOfOnesOwn_TellsItsNumbersAndWords()
    {
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns().Build(), judges: [.. JudgeCatalog.BuiltIn, new Judging(Own)]);
        Assert.Equal(6, analysis.Verdicts.Count);
        Assert.Equal("it is 3.00 ± 0.10 at 200; and so on", analysis[new("of-my-own")].Sentence);
        Assert.Contains("of my own", AnalysisText.Of("run", analysis), StringComparison.Ordinal);
        Assert.Contains("it is 3.00 ± 0.10 at 200; and so on", AnalysisText.Of("run", analysis), StringComparison.Ordinal);

        JsonNode verdict = JsonNode.Parse(AnalysisJson.Write([("run", analysis)]))![0]!["verdicts"]![5]!;
        Assert.Equal(("of-my-own", "it is 3.00 ± 0.10 at 200; and so on"), ((string)verdict["pathology"]!, (string)verdict["evidence"]!));
        JsonNode number = verdict["numbers"]![0]!;
        Assert.Equal(("a number", 3.0, 0.1, 2.0, 200), ((string)number["quantity"]!, (double)number["value"]!, (double)number["mean"]!["standard-error"]!,
            (double)number["threshold"]!, (int)number["depth"]!));
        Assert.Null(number["word"]); // what does not apply is not there
    }

    [Fact]
    public void Of_ShallowRun_AsksNoJudge()
    {
        PathologyVerdict verdict = Assert.Single(RunAnalysis.Of(new JudgedRuns { Depth = 10 }.Build(), judges: [new Judging(Own)]).Verdicts);
        Assert.StartsWith("depth 10, a verdict needs 20", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal((verdict.Reason, 0), (verdict.Sentence, verdict.Evidence.Count));
    }

    [Fact]
    public void Of_AVerdictThatWasNotNamed_Throws() => Assert.Throws<InvalidOperationException>(
        () => RunAnalysis.Of(new JudgedRuns().Build(), judges: [new Judging(Own) { Pathologies = [Own, new("another")] }]));

    [Fact]
    public void Register_APathologyThatCannotBe_IsRefused()
    {
        Assert.Equal("pathology exploding-sensitivity: SensitivityJudge has this name already; give that of Judging another", Message(Pathology.ExplodingSensitivity));
        Assert.Equal("pathology My own: a name is of lower-case letters, digits and dashes; name that of Judging so", Message(new Pathology("My own")));
        Assert.Equal("judge Judging: it judges nothing; name its pathologies", Message());
        int known = JudgeCatalog.All.Count;
        JudgeCatalog.Register(JudgeCatalog.All[0]); // again: no effect
        Assert.Equal(known, JudgeCatalog.All.Count);

        static string Message(params Pathology[] pathologies) =>
            Assert.Throws<ArgumentException>(() => JudgeCatalog.Register(new Judging(Own) { Pathologies = pathologies })).Message;
    }

    [Fact]
    public void Of_EveryBuiltInVerdict_HasNumbers()
    {
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns { LogChi = l => 0.1 * l, Rank = l => 1 + (25 / l) }.Build());
        Assert.All(analysis.Verdicts, v => Assert.Contains(v.Evidence, n => n is { Mean: not null, Threshold: not null, Depth: 200 }));
        EvidenceNumber share = analysis[Pathology.ZeroDimensionalSignal].Evidence[0];
        Assert.Equal((0.01, "layer", 200, new NetCount(0, 8)), (share.Threshold, share.Place, share.Depth, share.Nets));
        Assert.InRange(share.Value!.Value, 0.45, 0.55); // planted: 0.5
        Assert.InRange(analysis[Pathology.ExplodingSensitivity].Evidence[0].Value!.Value, 0.09, 0.11); // planted: 0.1 a layer
    }

    private static readonly EvidenceQuantity Quantity = new("a number", n => $"it is {MeasuredText.Of(n.Mean!)} at {n.Depth}");

    private sealed class Judging(Pathology pathology) : IJudge
    {
        private static readonly EvidenceQuantity More = new("more", _ => "and so on");

        public IReadOnlyList<Pathology> Pathologies { get; init; } = [pathology];

        public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run)
        {
            EvidenceNumber number = new(Quantity) { Mean = new Estimate(3, 0.1, 8), Threshold = 2, Depth = run.Results.Depths[^1] };
            PathologyVerdict verdict = PathologyVerdict.Above(pathology, number, run.Options.Confidence);
            return [verdict with { Evidence = [.. verdict.Evidence, new(More)] }];
        }
    }
}
