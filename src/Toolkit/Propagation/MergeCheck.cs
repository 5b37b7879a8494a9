using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// How far a batch-norm net and the vanilla net that it is merged into are apart, layer by layer, on the batch of its
/// statistics.
/// </summary>
/// <param name="SignalDifferences">|x - x'| / |x| at the output of each layer.</param>
/// <param name="NoiseDifferences">|dx - dx'| / |dx|, likewise.</param>
/// <param name="Weights">What the merged net's weights and biases are like.</param>
public sealed record MergeCheck(IReadOnlyList<double> SignalDifferences, IReadOnlyList<double> NoiseDifferences,
    IReadOnlyList<WeightPower> Weights)
{
    /// <summary>Builds both nets in 64-bit arithmetic and sends one batch through them.</summary>
    /// <param name="configuration">A feedforward net with batch norm; all its layers are kept.</param>
    /// <param name="dataset">The images.</param>
    /// <exception cref="ArgumentException">The configuration breaks a rule, or the net cannot be merged.</exception>
    public static MergeCheck Of(ExperimentConfiguration configuration, IImageDataset dataset)
    {
        OptionException.ThrowIfAny(configuration.Validate(), nameof(configuration));
        NetworkOptions options = configuration.Network;
        double weights = 2.0 * sizeof(double) * options.Depth * options.KernelSize * options.KernelSize * options.Width
            * options.Width;
        MemoryLimit limit = MemoryLimit.Now();
        if (weights > limit.Bytes)
        {
            throw new OptionException([new(nameof(options.Depth), $"{options.Depth}",
                $"needs {MemoryLimit.Text(weights)} of memory for the weights of two nets, "
                + $"{limit.Holder} has {MemoryLimit.Text(limit.Bytes)} left", "take a smaller depth or width")],
                nameof(configuration));
        }

        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        InputBatch batches = new(dataset, configuration);
        Tensor input = batches.Draw(0);
        using DeepNetwork network = new NetworkBuilder(configuration.Network, ScalarType.Float64)
            .BuildNetwork(batches.Channels, configuration.Seed, 0);
        using DeepNetwork merged = BatchNormMerge.Merge(configuration.Network, network, input);
        network.Scale.Reset();
        merged.Scale.Reset();
        Tensor x = network.First.call(input), y = merged.First.call(input);
        List<double> signal = [], noise = [];
        for (int i = 0; i < network.Units.Count; i++)
        {
            (x, y) = (network.Units[i].call(x), merged.Units[i].call(y));
            signal.Add(Difference(TwinBatch.Signal(x), TwinBatch.Signal(y), merged.Scale.LogSignal
                - network.Scale.LogSignal));
            noise.Add(Difference(TwinBatch.Noise(x), TwinBatch.Noise(y), merged.Scale.LogNoise
                - network.Scale.LogNoise));
        }

        return new(signal, noise, WeightPower.Of(merged));
    }

    // Either net may have divided out powers of two of its own.
    private static double Difference(Tensor a, Tensor b, double logScale)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rescaled = b.clone();
        rescaled.MultiplyInPlace(Math.Exp(logScale));
        Tensor difference = a.Minus(rescaled);
        return Math.Sqrt(difference.mul(difference).sum().item<double>() / a.mul(a).sum().item<double>());
    }
}
