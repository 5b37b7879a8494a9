using System.CommandLine;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Cli.Options;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Tests;

public sealed class RunCommandLineTests
{
    private static readonly ExperimentConfiguration Default = new();

    // Together they have every option at another value than its default.
    private static readonly ExperimentConfiguration[] Configurations =
    [
        Default,
        Default with { Network = new() { Topology = Topology.Residual, Norm = NormKind.Batch, NormStatistics = NormStatistics.Differentiated, ResidualDepth = 3, NormEpsilon = 1e-5 } },
        Default with { Network = new() { Norm = NormKind.Group, NormGroups = 8, Width = 96, ScaleRadius = 0.1, ShiftRadius = 1.0 / 3 } },
        Default with { Network = new() { Norm = NormKind.Group, Depth = 101 }, Records = 101 },
        Default with { Network = new() { Activation = ActivationCatalog.Find("tanh")!, KernelSize = 1, Initialization = InitializationKind.Gaussian, WeightVariance = 2.5, BiasVariance = 0.05 } },
        Default with { Network = new() { Boundary = Boundary.Symmetric, KernelSize = 5, Convolution = ConvolutionAlgorithm.Direct, Initialization = InitializationKind.Uniform, WeightRadius = 1.5, BiasRadius = 1e-7 } },
        Default with { BatchSize = 32, Records = 50, EffectiveRank = EffectiveRankChoice.Signal, Seed = ulong.MaxValue, Precision = Precision.Float64, NoiseAmplitude = 0.01, Dataset = "my images" },
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Configurations.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Arguments_Parsed_AreTheSameExperiment(int index)
    {
        ExperimentConfiguration configuration = Configurations[index];
        Assert.Empty(configuration.Validate());
        ExperimentOptionSet options = new();
        Command command = new("run");
        options.AddTo(command);
        List<OptionFault> faults = [];
        string[] arguments = [.. RunCommandLine.Arguments(configuration, 17)];

        ParseResult parsed = command.Parse(arguments);
        Measurement read = options.Read(parsed, faults);

        Assert.Empty(parsed.Errors);
        Assert.Empty(faults);
        // The dataset's name is part of what opens it.
        Assert.StartsWith(configuration.Dataset + " in ", options.DatasetKey(parsed), StringComparison.Ordinal);
        Assert.Equal(configuration, read.Experiment with { Dataset = configuration.Dataset, DatasetFingerprint = "" });
        Assert.Equal(17, read.Simulations);
    }

    [Fact]
    public void Configurations_Together_LeaveNoOptionOut()
    {
        IEnumerable<string> varied = Configurations.SelectMany(c => ConfigurationDifference.Between(Default, c)).Select(d => d.Option).Distinct();

        // A new option must be told here and in the command line.
        Assert.Equal(["dataset-fingerprint"], AllOptions().Except(varied));
    }

    [Fact]
    public void Arguments_OfTheDefaults_AreNone() => Assert.Empty(RunCommandLine.Arguments(Default, 1000));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("finite:0.01", "finite:0.01")]
    [InlineData("my images", "'my images'")]
    [InlineData("it's $HOME", @"'it'\''s $HOME'")]
    [InlineData("", "''")]
    public void Quoted_AWord_IsOneWordOfTheShell(string word, string expected)
    {
        Assert.Equal($"x {expected}", RunCommandLine.Quoted(["x", word]));
        if (OperatingSystem.IsWindows()) return;
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"printf '%s|' {RunCommandLine.Quoted(["x", word])}"]) { RedirectStandardOutput = true })!;
        Assert.Equal($"x|{word}|", shell.StandardOutput.ReadToEnd());
    }

    // Every option of experiment.json: two configurations of which each differs from the other in all of them exist nowhere else.
    private static IEnumerable<string> AllOptions()
    {
        using TemporaryFolder folder = new();
        using RunDirectory run = RunDirectory.OpenOrCreate(folder["run"], Default, new RunVersions());
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "experiment.json")));
        return [.. Leaves(document.RootElement.GetProperty("configuration"))];
    }

    private static IEnumerable<string> Leaves(System.Text.Json.JsonElement section) => section.EnumerateObject()
        .SelectMany(p => p.Value.ValueKind == System.Text.Json.JsonValueKind.Object ? Leaves(p.Value) : [p.Name]);
}
