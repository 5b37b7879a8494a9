using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Obvious;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>Sends the same input through the same weights by both programs and compares every statistic.</summary>
internal static class Agreement
{
    /// <summary>The largest relative difference of a kind of statistics.</summary>
    /// <param name="Count">How many numbers were compared.</param>
    /// <param name="Moments">Of the moments and chi.</param>
    /// <param name="Ranks">Of the effective ranks.</param>
    /// <param name="Worst">Which statistic has the largest of all.</param>
    public sealed record Result(int Count, double Moments, double Ranks, string Worst);

    public static Result Of(Architecture architecture, Boundary boundary, int kernelSize, int width, int batch, int layers)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        NetworkOptions options = architecture.Ours(width, kernelSize, layers, boundary);
        NetworkBuilder builder = new(options);
        InputBatch batches = new(new CifarLikeDataset(), new ExperimentConfiguration { Network = options, BatchSize = batch });
        TwinScale scale = new();
        using Convolution first = builder.BuildFirstConvolution(batches.Channels);
        using NetworkUnit unit = builder.BuildUnit(scale, reusesBuffers: true);
        Recorder recorder = new(new RecorderOptions(), Enumerable.Range(1, layers));
        Tensor input = batches.Draw(0);
        using SiteHooks hooks = new(scale) { Observer = recorder, LogInitialSnr = InputBatch.LogSnr(input) };
        hooks.Attach(unit, options.Topology.Sites(options));
        first.InitializeFirst(0, 0);
        Tensor twin = first.call(input.to(ScalarType.Float32));

        ObviousNetwork network = new(architecture.Obvious(width, kernelSize, Enum.Parse<ObviousBoundary>(boundary.ToString())));
        (Tensor x, Tensor dx) = (Plain(TwinBatch.Signal(input)), Plain(TwinBatch.Noise(input)));
        ObviousRecorder obvious = new(ObviousRecorder.LogSnr(x, dx));
        (x, dx) = network.First(x, dx, Weights(first, kernelSize));
        using ObviousSimulation simulation = new(network, obvious, x, dx);

        for (int depth = 1; depth <= layers; depth++)
        {
            unit.Initialize(builder.Initializers, 0, 0, depth);
            hooks.Depth = depth;
            twin = unit.call(twin);
            simulation.Step(depth, isRecorded: true, [.. unit.Convolutions.Select(c => Weights(c, kernelSize))]);
        }

        return Compare(recorder.Records, obvious.Records);

        Tensor Plain(Tensor half) => (kernelSize == 1 ? half.flatten(1) : half).to(ScalarType.Float32).contiguous();
    }

    // Ours are [k*k, in, out].
    private static Tensor Weights(Convolution convolution, int k)
    {
        Tensor weights = convolution.Weight;
        return k == 1
            ? weights.select(0, 0).clone()
            : weights.view(k, k, weights.shape[1], weights.shape[2]).permute(3, 2, 0, 1).contiguous();
    }

    private static Result Compare(IReadOnlyList<LayerRecord> ours, IReadOnlyList<ObviousRecord> obvious)
    {
        if (ours.Count != obvious.Count)
            throw new InvalidOperationException($"ours has {ours.Count} records, the obvious program {obvious.Count}");
        List<(Statistic Statistic, Location Location, double Difference)> differences = [];
        foreach (LayerRecord record in ours)
        {
            ObviousRecord other = obvious.Single(o => o.Depth == record.Depth && o.Place.ToString() == record.Location.ToString());
            foreach (Statistic statistic in Statistic.All)
            {
                double? theirs = Value(other, statistic), our = record.Values.TryGetValue(statistic, out double v) ? v : null;
                if (theirs is null && our is null) continue;
                double difference = theirs is null || our is null ? double.PositiveInfinity
                    : statistic.IsLogarithmic ? Math.Abs(our.Value - theirs.Value)
                    : Math.Abs((our.Value / theirs.Value) - 1);
                differences.Add((statistic, record.Location, difference));
            }
        }

        var worst = differences.MaxBy(d => d.Difference);
        return new(differences.Count, differences.Where(d => !IsRank(d.Statistic)).Max(d => d.Difference),
            differences.Where(d => IsRank(d.Statistic)).Max(d => d.Difference), $"{worst.Statistic.Name}, {worst.Location}");
    }

    private static bool IsRank(Statistic statistic) => !statistic.IsLogarithmic;

    // As ours are kept: logarithms, but for the ranks.
    private static double? Value(ObviousRecord record, Statistic statistic) => statistic.Name switch
    {
        "nu1_abs_signal" => Math.Log(record.Nu1Abs),
        "nu2_signal" => Math.Log(record.Nu2),
        "mu2_signal" => Math.Log(record.Mu2),
        "mu4_signal" => Math.Log(record.Mu4),
        "mu2_noise" => record.LogMu2Noise,
        "chi" => record.LogChi,
        "reff_signal" => record.SignalRank,
        _ => record.NoiseRank,
    };
}
