using System.Text.Json.Nodes;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

public sealed class ExperimentJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Configuration_NamesFieldsAndValuesAsTheCommandLine()
    {
        ExperimentDocument document = new() { Configuration = new(), Versions = SampleRuns.Versions };

        JsonNode json = JsonNode.Parse(ExperimentJson.Write(document))!;

        JsonNode network = json["configuration"]!["network"]!;
        Assert.Equal("measured", (string?)json["source"]);
        Assert.Equal("0.107.0", (string?)json["versions"]!["torchsharp"]);
        Assert.Equal("feedforward", (string?)network["topology"]);
        Assert.Equal("relu", (string?)network["activation"]);
        Assert.Equal("he", (string?)network["init"]);
        Assert.Equal("periodic", (string?)network["boundary"]);
        Assert.Equal(3, (int?)network["kernel-size"]);
        Assert.Equal("both", (string?)json["configuration"]!["effective-rank"]);
        Assert.Equal("float32", (string?)json["configuration"]!["precision"]);
        Assert.Null(network["is-fully-connected"]);
        Assert.Null(json["configuration"]!["recorded-depths"]);
    }

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        ExperimentDocument document = new() { Configuration = SampleRuns.Configuration, Versions = SampleRuns.Versions };

        Assert.Equal(document with { Fingerprint = ExperimentJson.Fingerprint(document) }, ExperimentJson.Read(Save(ExperimentJson.Write(document))));
    }

    [Fact]
    public void Read_MissingField_NamesIt() => AssertRefused(
        json => json["configuration"]!["network"]!.AsObject().Remove("width"),
        "the field configuration.network.width is missing");

    [Fact]
    public void Read_UnknownField_NamesIt() => AssertRefused(
        json => json["configuration"]!["breadth"] = 3, "the field configuration.breadth is unknown");

    [Fact]
    public void Read_LaterFormat_NamesBoth() => AssertRefused(
        json => json["format"] = 99, $"its format is 99, this version reads formats 1 to {ExperimentDocument.CurrentFormat}");

    [Fact]
    public void Read_ImpossibleValue_NamesTheRule() => AssertRefused(
        json => json["configuration"]!["batch-size"] = 1,
        "--batch-size 1: must be at least 2, the statistics are taken over images; take 64, the default");

    [Theory]
    [InlineData("activation", "relu, leaky-relu, tanh, erf, gelu, silu, elu, selu, linear")]
    [InlineData("norm", "none, batch, layer, instance, group, position-layer, rms")]
    [InlineData("init", "he, uniform, lecun, gaussian, orthogonal, kaiming-uniform, xavier-uniform, xavier-normal, pytorch")]
    public void Read_KindThatNobodyRegistered_NamesThoseKnown(string field, string known) => AssertRefused(
        json => json["configuration"]!["network"]![field] = "own",
        $"the {field} own is none of {known}; register your own before the run is opened");

    [Fact]
    public void Read_SourceBelied_IsRefused() => AssertRefused(
        json => json["source"] = "imported", "its source is imported, which the field imported belies");

    [Theory]
    [InlineData("\"sideways\"")]
    [InlineData("1")]
    [InlineData("null")]
    public void Read_ValueThatIsNoTopology_NamesTheField(string value)
    {
        string path = SaveChanged(json => json["configuration"]!["network"]!["topology"] = JsonNode.Parse(value));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ExperimentJson.Read(path));

        Assert.StartsWith(path, error.Message);
        Assert.Contains("topology", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_CutOffFile_NamesIt()
    {
        byte[] whole = ExperimentJson.Write(new() { Configuration = new() });
        string path = Save(whole[..(whole.Length / 2)]);

        Assert.StartsWith($"{path} cannot be read: ", Assert.Throws<InvalidDataException>(() => ExperimentJson.Read(path)).Message);
    }

    private void AssertRefused(Action<JsonNode> change, string reason)
    {
        string path = SaveChanged(change);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ExperimentJson.Read(path));

        Assert.Equal($"{path} cannot be read: {reason}; restore the file, or run again with the run's own options and --repair, or take another folder", error.Message);
    }

    private string SaveChanged(Action<JsonNode> change)
    {
        JsonNode json = JsonNode.Parse(ExperimentJson.Write(new() { Configuration = new() }))!;
        change(json);
        return Save(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private string Save(byte[] bytes)
    {
        string path = _folder["experiment.json"];
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
