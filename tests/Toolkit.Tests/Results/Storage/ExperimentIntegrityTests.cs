using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

/// <summary><c>experiment.json</c> says what was run, or is refused; how it is laid out does not matter.</summary>
public sealed class ExperimentIntegrityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    private string Experiment => Path.Combine(Run, "experiment.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AnyByteChanged_IsRefusedOrSaysTheSame()
    {
        Create();
        byte[] whole = File.ReadAllBytes(Experiment), changed = [.. whole];
        ExperimentDocument expected = ExperimentJson.Read(Experiment);
        RandomStream random = new(1, 0, 0, default);
        int refused = 0;

        for (int at = 0; at < whole.Length; at++)
        {
            changed[at] ^= (byte)(1 << (int)(8 * random.NextDouble()));
            File.WriteAllBytes(Experiment, changed);
            try
            {
                Assert.Equal(expected, ExperimentJson.Read(Experiment));
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            changed[at] = whole[at];
        }

        Assert.InRange(refused, whole.Length / 2, whole.Length);
    }

    [Fact]
    public void Read_OtherLayout_SaysTheSame()
    {
        Create();
        ExperimentDocument expected = ExperimentJson.Read(Experiment);
        string text = File.ReadAllText(Experiment);
        JsonNode json = JsonNode.Parse(text)!;

        foreach (string other in (string[])
        [
            text.ReplaceLineEndings("\r\n"),
            "\uFEFF" + text,
            json.ToJsonString(),
            new JsonObject(json.AsObject().Reverse().Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))).ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
            text.Replace("0.001", "1e-3", StringComparison.Ordinal),
            text.Replace("relu", "\\u0072elu", StringComparison.Ordinal),
        ])
        {
            Assert.NotEqual(text, other);
            File.WriteAllText(Experiment, other);
            Assert.Equal(expected, ExperimentJson.Read(Experiment));
            Assert.Equal([0], Loaded().Simulations);
        }
    }

    [Theory]
    [InlineData("\"width\": 8", "\"width\": 9")]
    [InlineData("\"norm\": \"batch\"", "\"norm\": \"layer\"")]
    [InlineData("18000000000000000000", "18000000000000000001")]
    [InlineData("0.107.0", "0.107.1")]
    [InlineData("10.0.1", "10.0.2")]
    [InlineData("cifar-like", "mnist")]
    [InlineData("\"format\": 6", "\"format\": 3")]
    [InlineData("\"format\": 6", "\"format\": 2")]
    public void OpenAndOpenOrCreate_EditedByHand_AreRefused(string before, string after)
    {
        Create();
        string text = File.ReadAllText(Experiment), edited = text.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(text, edited);
        File.WriteAllText(Experiment, edited);

        string message = Refusal(() => RunDirectory.Open(Run).Dispose());

        Assert.StartsWith($"{Experiment} cannot be read: ", message);
        Assert.EndsWith("; restore the file, or run again with the run's own options and --repair, or take another folder", message);
        Assert.Equal(message, Refusal(Create));
        if (!after.Contains("format", StringComparison.Ordinal)) Assert.Contains("its content does not match its checksum", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(3)]
    [InlineData(2)]
    public void Load_EditedAndMadeToLookSound_IsRefusedByTheParts(int format)
    {
        Create();
        JsonObject json = (JsonObject)JsonNode.Parse(File.ReadAllText(Experiment))!;
        json["configuration"]!["network"]!["width"] = 9;
        json["format"] = format;
        json.Remove("checksum");
        if (format < 4) json.Remove("probed");
        if (format >= 3) json["checksum"] = ExperimentFingerprint.Checksum(json);
        File.WriteAllText(Experiment, json.ToJsonString());

        string message = Refusal(() => Loaded());

        Assert.Contains("part-000000.parquet is damaged (it is of another experiment than experiment.json)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relu", "rel\xF5")]
    [InlineData("relu", "\\ud800")]
    [InlineData("\"width\": 8", "\"width\": 1e999")]
    [InlineData("\"width\": 8", "\"width\": 99999999999")]
    public void Read_WhatIsNoTextOrNumber_IsOneLine(string before, string after)
    {
        Create();
        File.WriteAllText(Experiment, File.ReadAllText(Experiment).Replace(before, after, StringComparison.Ordinal), Encoding.Latin1);

        string message = Refusal(() => RunDirectory.Open(Run).Dispose());

        Assert.StartsWith($"{Experiment} cannot be read: ", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Checksum_Missing_IsNamed()
    {
        Create();
        JsonObject json = (JsonObject)JsonNode.Parse(File.ReadAllText(Experiment))!;
        json.Remove("checksum");
        File.WriteAllText(Experiment, json.ToJsonString());

        Assert.Contains("the field checksum is missing", Refusal(() => RunDirectory.Open(Run).Dispose()), StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_CanonicalText_IsThatOfItsCharacters()
    {
        JsonNode json = JsonNode.Parse("""{ "b": [1.0, 18000000000000000000, -0.5e1, null], "a": { "y": true, "x": "\u0041" } }""")!;

        const string canonical = """{"a":{"x":"A","y":true},"b":[1,18000000000000000000,-5,null]}""";
        Assert.Equal(Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(Encoding.UTF8.GetBytes(canonical))), CanonicalJson.Hash(json));
    }

    private void Create()
    {
        using RunDirectory run = RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions);
        if (run.CompletedSimulations.Count == 0) run.Write(SampleRuns.Simulation(0));
    }

    private RunResults Loaded()
    {
        using RunDirectory run = RunDirectory.Open(Run);
        return run.Load();
    }

    private static string Refusal(Action action) => Assert.Throws<InvalidDataException>(action).Message;
}
