using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using MomentsDnns.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.Tracing;

public sealed class TangentNetworkTests(ITestOutputHelper output)
{
    // Our kernels carry the tangent by rules written for each layer; this one by torch's gradients: two ways to every number.
    [Theory]
    [InlineData("feedforward", "none", "relu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "none", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "none", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "none", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "none", "silu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "none", "linear", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "relu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "relu", 3, NormStatistics.Differentiated)]
    [InlineData("feedforward", "batch", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "leaky-relu", 1, NormStatistics.Differentiated)]
    [InlineData("feedforward", "batch", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "tanh", 3, NormStatistics.Differentiated)]
    [InlineData("feedforward", "batch", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "gelu", 1, NormStatistics.Differentiated)]
    [InlineData("feedforward", "batch", "silu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "silu", 3, NormStatistics.Differentiated)]
    [InlineData("feedforward", "batch", "linear", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "batch", "linear", 3, NormStatistics.Differentiated)]
    [InlineData("feedforward", "layer", "relu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "layer", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "layer", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "layer", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "layer", "silu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "layer", "linear", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "instance", "relu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "instance", "leaky-relu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "instance", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "instance", "gelu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "instance", "silu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "instance", "linear", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "group", "relu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "group", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "group", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "group", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("feedforward", "group", "silu", 3, NormStatistics.Frozen)]
    [InlineData("feedforward", "group", "linear", 3, NormStatistics.Frozen)]
    [InlineData("residual", "none", "relu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "none", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "none", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("residual", "none", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "none", "silu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "none", "linear", 3, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "relu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "relu", 3, NormStatistics.Differentiated)]
    [InlineData("residual", "batch", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "leaky-relu", 1, NormStatistics.Differentiated)]
    [InlineData("residual", "batch", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "tanh", 3, NormStatistics.Differentiated)]
    [InlineData("residual", "batch", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "gelu", 1, NormStatistics.Differentiated)]
    [InlineData("residual", "batch", "silu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "silu", 3, NormStatistics.Differentiated)]
    [InlineData("residual", "batch", "linear", 3, NormStatistics.Frozen)]
    [InlineData("residual", "batch", "linear", 3, NormStatistics.Differentiated)]
    [InlineData("residual", "layer", "relu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "layer", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "layer", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("residual", "layer", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "layer", "silu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "layer", "linear", 3, NormStatistics.Frozen)]
    [InlineData("residual", "instance", "relu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "instance", "leaky-relu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "instance", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("residual", "instance", "gelu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "instance", "silu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "instance", "linear", 3, NormStatistics.Frozen)]
    [InlineData("residual", "group", "relu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "group", "leaky-relu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "group", "tanh", 3, NormStatistics.Frozen)]
    [InlineData("residual", "group", "gelu", 1, NormStatistics.Frozen)]
    [InlineData("residual", "group", "silu", 3, NormStatistics.Frozen)]
    [InlineData("residual", "group", "linear", 3, NormStatistics.Frozen)]
    public void Send_OfOurOwnNets_GivesTheNumbersOfTheKernels(string topology, string norm, string activation, int kernelSize, NormStatistics statistics)
    {
        NetworkOptions options = new()
        {
            Topology = TopologyCatalog.Find(topology)!,
            Norm = NormCatalog.Find(norm)!,
            Activation = ActivationCatalog.Find(activation)!,
            KernelSize = kernelSize,
            NormStatistics = statistics,
            NormGroups = norm == "group" ? 4 : new NetworkOptions().NormGroups,
            Width = 16,
            Depth = 4,
        };
        ExperimentConfiguration experiment = new() { Network = options, BatchSize = 6, Records = 4, Precision = Precision.Float64, Seed = 5 };
        Assert.Empty(experiment.Validate());
        using DisposeScope scope = NewDisposeScope();
        Tensor images = new InputBatch(Experiments.Images, experiment).Draw(0);
        RecorderOptions recorded = RecorderOptions.For(options, EffectiveRankChoice.Both) with { RankedRoles = SiteRoles.Output | SiteRoles.Activation | SiteRoles.Norm | SiteRoles.Linear, ComparesNormInput = false };

        Recorder kernels = new(recorded, [1, 2, 3, 4]);
        using (RedrawnNetwork redrawn = new(experiment, (int)images.shape[1])) redrawn.Send(0, images, kernels, TestContext.Current.CancellationToken);
        using TrainableNetwork plain = new(new() { Network = options, TrainsConstants = false }, (int)images.shape[1], 5, 0, ScalarType.Float64);
        BatchStatistics batch = statistics == NormStatistics.Frozen ? BatchStatistics.Frozen : BatchStatistics.Differentiated;
        ModuleFunction function = new(plain, [.. images.shape.Skip(1)], batch);
        using TangentNetwork traced = new(function);
        Recorder gradients = new(recorded, Enumerable.Range(1, function.Sites.Count));
        traced.Send(0, images, gradients, TestContext.Current.CancellationToken);

        Dictionary<string, LayerRecord> found = gradients.Records.ToDictionary(r => function.Sites[r.Depth - 1].Name);
        int compared = 0;
        double largest = 0;
        foreach (LayerRecord record in kernels.Records)
        {
            // The identity is no site of a module.
            if (NameOf(topology, record) is not { } name || !found.ContainsKey(name)) continue;
            foreach ((Statistic statistic, double value) in record.Values)
            {
                // What is asked of pre-activations and norms depends on roles, which both find by themselves.
                if (!found[name].Values.TryGetValue(statistic, out double other)) continue;
                Assert.True(Math.Abs(other - value) <= 1e-9 * Math.Max(1, Math.Abs(value)), $"{statistic} at {record.Depth}, {record.Location} ({name}): {value:R} by kernels, {other:R} by gradients");
                largest = Math.Max(largest, Math.Abs(other - value) / Math.Max(1, Math.Abs(value)));
                compared++;
            }
        }

        output.WriteLine($"{compared} numbers compared, the largest difference {largest:G2}");
        Assert.InRange(compared, 30, int.MaxValue);
    }

    private static string? NameOf(string topology, LayerRecord record)
    {
        string unit = $"units.{record.Depth - 1}";
        return (topology, record.Location.Name) switch
        {
            ("feedforward", "convolution") => $"{unit}.conv",
            ("feedforward", "norm") => $"{unit}.norm",
            ("feedforward", "activation") => $"{unit}.activation",
            ("residual", "norm") => $"{unit}.layers.0.norm",
            ("residual", "activation") => $"{unit}.layers.0.activation",
            ("residual", "convolution") => $"{unit}.layers.0.conv",
            ("residual", "branch") => $"{unit}.layers.1.conv",
            ("residual", "sum") => unit,
            _ => null,
        };
    }
}
