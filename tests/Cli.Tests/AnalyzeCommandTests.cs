using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Tests;

public sealed class AnalyzeCommandTests(AnalyzeCommandTests.Runs runs) : IClassFixture<AnalyzeCommandTests.Runs>
{
    /// <summary>A vanilla and a residual net, 24 layers or units, 6 simulations of each.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Runs()
        {
            (Vanilla, Residual, Few) = (_folder["vanilla"], _folder["residual"], _folder["few"]);
            Make("vanilla", 6, Vanilla);
            Make("bn-res", 6, Residual);
            Make("vanilla", 3, Few);

            static void Make(string architecture, int simulations, string output) => Assert.Equal(0, Moments.Run("run", "--architecture", architecture,
                "--kernel-size", "1", "--width", "32", "--depth", "24", "--batch-size", "16", "--simulations", $"{simulations}", "--seed", "2", "--quiet",
                "--output", output).ExitCode);
        }

        public string Vanilla { get; }

        public string Residual { get; }

        public string Few { get; }

        public void Dispose() => _folder.Dispose();
    }

    [Theory]
    [InlineData("--fit-from 24", "--fit-from 24: must lie before the last recorded depth, 24; leave it out for a twentieth of the depth")]
    [InlineData("--fit-to 2147483647", "--fit-to 2147483647: must be at most the last recorded depth, 24; leave it out for the whole depth")]
    public void Analyze_FitBeyondTheDepth_IsRefused(string options, string line)
    {
        Moments.Outcome outcome = Moments.Run(["analyze", runs.Vanilla, .. options.Split(' ')]);

        Assert.Equal([$"{runs.Vanilla}: {line}"], outcome.ErrorLines);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public void Analyze_Runs_WritesVerdictsLawsAndTheoryOfEach()
    {
        RunAnalysis expected = Analysis(runs.Residual);
        PathologyVerdict collapsed = Analysis(runs.Vanilla)[Pathology.OneDimensionalSignal];

        Moments.Outcome outcome = Moments.Run("analyze", runs.Vanilla, runs.Residual);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] all = outcome.Output.Split('\n');
        Assert.Equal($"{runs.Vanilla}: 6 simulations, depth 24", all[0]);
        Assert.Equal(Presence.Present, collapsed.Presence);
        Assert.Contains($" {collapsed.Onset} ({collapsed.OnsetRange!.Value.Lower} to {collapsed.OnsetRange.Value.Upper}) ",
            all.First(l => l.StartsWith("one dimensional signal ", StringComparison.Ordinal)), StringComparison.Ordinal);
        string[] lines = [.. all.SkipWhile(l => l != $"{runs.Residual}: 6 simulations, depth 24")];
        Assert.Equal(5, expected.Verdicts.Count);
        foreach (PathologyVerdict verdict in expected.Verdicts)
        {
            string row = Assert.Single(lines, l => l.StartsWith(verdict.Pathology.Text + " ", StringComparison.Ordinal));
            Assert.Contains($" {OptionText.Of(verdict.Presence)} ", row, StringComparison.Ordinal);
            Assert.EndsWith(verdict.Sentence, row, StringComparison.Ordinal);
        }

        Assert.Single(lines, l => l.StartsWith("growth of chi, depths 2 to 24 (23 points), log chi grows by ", StringComparison.Ordinal));
        foreach (LawFit fit in expected.Growth!.Fits)
        {
            string row = Assert.Single(lines, l => Regex.IsMatch(l, $"^{fit.Law.Name()} +{fit.Law.ExponentName()} "));
            Assert.Contains($" {MeasuredText.Parts(fit.Exponent).Value} ", row, StringComparison.Ordinal);
            Assert.EndsWith(FormattableString.Invariant($" {fit.Weight:F3}"), row, StringComparison.Ordinal);
        }

        Assert.Single(lines, l => l.StartsWith($"predicted from whole branches, share 1/(l + 1.467): tau = {MeasuredText.Of(expected.PredictedPowerLaw!.Exponent)} on ", StringComparison.Ordinal));
        Assert.Single(lines, l => l.Contains("  identity  ", StringComparison.Ordinal) && l.StartsWith("delta_BN chi ", StringComparison.Ordinal) && l.Contains("  24 ", StringComparison.Ordinal));
        Assert.All(expected.Observations, o => Assert.Single(lines, l => l.StartsWith(o.Name + "  ", StringComparison.Ordinal) && l.EndsWith(o.Meaning, StringComparison.Ordinal)));
        int theory = Array.FindIndex(lines, l => l.StartsWith("theory ", StringComparison.Ordinal));
        string[] rows = [.. lines.Skip(theory + 2).TakeWhile(l => l.Length > 0)];
        Assert.Equal(expected.Theory.SelectMany(c => c.Few.Select(p => (c.Name, c.Basis, $"{p.Depth}"))).ToArray(),
            rows.Select(r => Regex.Split(r, "  +")).Select(cells => (cells[0], cells[^1], cells[1])).ToArray());
        // Bounds as a range, numbers alone.
        Assert.Contains(rows, r => r.StartsWith("delta chi of the unit, bounds ", StringComparison.Ordinal) && Regex.IsMatch(r, "[0-9] to [0-9]"));
        Assert.All(rows.Where(r => r.StartsWith("share of the branch ", StringComparison.Ordinal)), r => Assert.DoesNotContain(" to ", r, StringComparison.Ordinal));
    }

    [Fact]
    public void AnalyzeJson_SeveralRuns_IsAListOfEverything()
    {
        Moments.Outcome outcome = Moments.Run("analyze", runs.Vanilla, runs.Residual, "--json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        JsonElement[] elements = [.. document.RootElement.EnumerateArray()];
        Assert.Equal([runs.Vanilla, runs.Residual], elements.Select(e => e.GetProperty("run").GetString()));
        Assert.All(Names(document.RootElement), name => Assert.Matches("^[a-z]+(-[a-z]+)*$", name));
        foreach ((JsonElement element, RunAnalysis expected) in elements.Zip([Analysis(runs.Vanilla), Analysis(runs.Residual)]))
        {
            Assert.Equal((6, 24), (element.GetProperty("simulations").GetInt32(), element.GetProperty("depth").GetInt32()));
            Assert.Empty(element.GetProperty("degeneracies").EnumerateArray());
            CheckVerdicts(element.GetProperty("verdicts"), expected);
            CheckGrowth(element.GetProperty("growth"), expected.Growth!);
            CheckTheory(element.GetProperty("theory"), expected);
            Assert.Equal(expected.Observations.Select(o => (o.Name, o.Depth, o.Meaning, o.Value.Value)), element.GetProperty("observations").EnumerateArray()
                .Select(o => (o.GetProperty("name").GetString()!, o.GetProperty("depth").GetInt32(), o.GetProperty("meaning").GetString()!, Number(o, "value", "value"))));
        }

        Assert.Equal(JsonValueKind.Null, elements[0].GetProperty("predicted-power-law").ValueKind);
        Assert.Equal(Analysis(runs.Residual).PredictedPowerLaw!.Exponent.Value, Number(elements[1], "predicted-power-law", "exponent", "value"));
    }

    private static void CheckVerdicts(JsonElement verdicts, RunAnalysis expected)
    {
        Assert.Equal(["zero-dimensional-signal", "one-dimensional-signal", "exploding-sensitivity", "exploding-activations", "vanishing-activations"],
            verdicts.EnumerateArray().Select(v => v.GetProperty("pathology").GetString()));
        foreach ((JsonElement found, PathologyVerdict verdict) in verdicts.EnumerateArray().Zip(expected.Verdicts))
        {
            Assert.Equal((OptionText.Of(verdict.Presence), verdict.Sentence), (found.GetProperty("presence").GetString(), found.GetProperty("evidence").GetString()));
            Assert.Equal(verdict.Confidence, found.GetProperty("confidence").GetDouble());
            Assert.Equal(OptionText.Of(verdict.ConfidenceOf!.Value), found.GetProperty("confidence-of").GetString());
            Assert.Equal(verdict.Onset, found.GetProperty("onset") is { ValueKind: JsonValueKind.Number } onset ? onset.GetInt32() : null);
            JsonElement range = found.GetProperty("onset-range");
            Assert.Equal(verdict.OnsetRange is null ? JsonValueKind.Null : JsonValueKind.Object, range.ValueKind);
            if (verdict.OnsetRange is { } limits) Assert.Equal(limits, (range.GetProperty("lower").GetInt32(), range.GetProperty("upper").GetInt32()));
        }
    }

    private static void CheckGrowth(JsonElement growth, GrowthFit expected)
    {
        Assert.Equal((2, 24, 23), (growth.GetProperty("first-depth").GetInt32(), growth.GetProperty("last-depth").GetInt32(), growth.GetProperty("points").GetInt32()));
        Assert.Equal((expected.LogGrowth.Value, expected.LogGrowth.StandardError), (Number(growth, "log-growth", "value"), Number(growth, "log-growth", "standard-error")));
        Assert.Equal(["exponential", "power-law", "saturation"], growth.GetProperty("fits").EnumerateArray().Select(f => f.GetProperty("law").GetString()));
        Assert.Equal(expected.Fits.Select(f => (f.Exponent.Value, f.LogConstant, f.Misfit, f.MisfitShare, f.Weight, f.LargestT, f.IsRejected)),
            growth.GetProperty("fits").EnumerateArray().Select(f => (Number(f, "exponent", "value"), Number(f, "log-constant"), Number(f, "misfit"),
                Number(f, "misfit-share"), Number(f, "weight"), Number(f, "largest-t"), f.GetProperty("is-rejected").GetBoolean())));
        Assert.Equal((expected.Grows, expected.Reason), (growth.GetProperty("grows").GetBoolean(), growth.GetProperty("reason").GetString()));
        Assert.Equal(expected.Preferred is { } law ? OptionText.Of(law) : null, growth.GetProperty("preferred").GetString());
    }

    private static void CheckTheory(JsonElement theory, RunAnalysis expected)
    {
        Assert.Equal(expected.Theory.Select(c => (c.Key, c.Name, c.Basis)),
            theory.EnumerateArray().Select(c => (c.GetProperty("quantity").GetString()!, c.GetProperty("name").GetString()!, c.GetProperty("basis").GetString()!)));
        foreach ((JsonElement found, TheoryCurve curve) in theory.EnumerateArray().Zip(expected.Theory))
        {
            Assert.Equal(curve.IsIdentity, found.GetProperty("is-identity").GetBoolean());
            Assert.Equal(curve.Points.Select(p => (p.Depth, p.Measured.Value, p.Lower, p.Upper, p.DifferenceError, p.Difference, p.Z)),
                found.GetProperty("points").EnumerateArray().Select(p => (p.GetProperty("depth").GetInt32(), Number(p, "measured", "value"), Number(p, "lower"),
                    Number(p, "upper"), Number(p, "difference-error"), Number(p, "difference"), Number(p, "z"))));
        }
    }

    [Fact]
    public void Analyze_ThreeSimulations_IsInconclusiveThroughout()
    {
        using JsonDocument document = JsonDocument.Parse(Moments.Run("analyze", runs.Few, "--json", "--fit-from", "5", "--fit-to", "20").Output);
        JsonElement run = document.RootElement[0], growth = run.GetProperty("growth");

        Assert.Equal(5, run.GetProperty("verdicts").GetArrayLength());
        Assert.All(run.GetProperty("verdicts").EnumerateArray(), v =>
        {
            Assert.Equal("inconclusive", v.GetProperty("presence").GetString());
            Assert.Equal("3 simulations, a verdict needs 5: run more", v.GetProperty("evidence").GetString());
            Assert.Equal(JsonValueKind.Null, v.GetProperty("confidence").ValueKind);
        });
        // What the fits find is told all the same, over the range asked for.
        Assert.Equal((5, 20, 16), (growth.GetProperty("first-depth").GetInt32(), growth.GetProperty("last-depth").GetInt32(), growth.GetProperty("points").GetInt32()));
    }

    [Theory]
    [InlineData("--fit-from 20 --fit-to 10", "--fit-to 10: must lie beyond fit-from; leave it out for the whole depth")]
    [InlineData("--confidence high", "--confidence high: must be a number; write it like 0.001")]
    [InlineData("--confidence 1 --fit-from 0 --zero-dimensional 1 --one-dimensional nan --activation-rate -1", // each in a line, all at once
        "--confidence 1: must lie above 0.5 and below 1; take 0.95, the default",
        "--fit-from 0: must be at least 1, the first layer; leave it out for a twentieth of the depth",
        "--zero-dimensional 1: must lie between 0 and 1, it is a share; take 0.01, the default",
        "--one-dimensional NaN: must lie between 0 and 1, it is a share; take 0.2, the default",
        "--activation-rate -1: must be a finite number above 0: it counts in both directions; take 0.05, the default")]
    public void Analyze_InvalidValues_OneLineEachAndExitCodeTwo(string options, params string[] expected)
    {
        Moments.Outcome outcome = Moments.Run(["analyze", runs.Few, .. options.Split(' ')]);

        Assert.Equal(expected, outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void Analyze_AFolderThatIsNoRun_OneLineAndExitCodeTwo()
    {
        using TemporaryFolder folder = new();

        // Nothing is written of the run before it, so that JSON is whole or absent.
        Moments.Outcome outcome = Moments.Run("analyze", runs.Few, folder.Path, "--json");

        Assert.Equal([$"{folder.Path} is no run: it has no experiment.json; name a folder that moments run or moments import wrote"], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void PlotTheory_OfARun_DrawsItsPanels()
    {
        using TemporaryFolder folder = new();
        using RunDirectory run = RunDirectory.Open(runs.Residual);
        FigureDescription expected = FigureCatalog.Describe(PaperFigures.Residual, run.Load(), new FigureOptions { Theory = true });

        Moments.Outcome outcome = Moments.Run("plot", runs.Residual, "--theory", "--output", folder["figures"]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string figure = Path.Combine(folder["figures"], $"{Path.GetFileName(runs.Residual)}-fig5.png");
        Assert.Equal(figure, outcome.Output.TrimEnd());
        // Three rows of panels, where the figure without theory has two. PNG: signature, then the header chunk's width and height, big endian.
        Assert.Equal(6, expected.Panels.Count);
        Assert.Equal(FigureRenderer.PixelSize(expected).Height, BinaryPrimitives.ReadInt32BigEndian(File.ReadAllBytes(figure).AsSpan(20)));
    }

    private static RunAnalysis Analysis(string path)
    {
        using RunDirectory run = RunDirectory.Open(path);
        return RunAnalysis.Of(run.Load());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
        _ => [],
    };

    // JSON has no infinity: such numbers are words.
    private static double Number(JsonElement element, params string[] path)
    {
        foreach (string name in path) element = element.GetProperty(name);
        return element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.Parse(element.GetString()!, CultureInfo.InvariantCulture);
    }
}
