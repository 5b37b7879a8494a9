using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>
/// The memory that simulations take on the processor, from the tensors that they make: weights of a unit, signal and
/// noise between its modules, the working memory of convolutions and of the effective rank, and the input. Measured
/// peaks are beside it in docs/method.md.
/// </summary>
public static class MemoryEstimate
{
    /// <summary>What libtorch, the runtime and the kernels' code take once they are loaded.</summary>
    private const double Process = 185e6;

    private const int RowsPerSegment = 2048; // of a Gram matrix, each with a triangle of its own

    /// <summary>Bytes of memory.</summary>
    /// <param name="experiment">A sound experiment.</param>
    /// <param name="dataset">Its images, whose own memory is not counted: they are read.</param>
    /// <param name="simulations">How many simulations are due.</param>
    /// <param name="threads">Threads in all.</param>
    public static double Of(ExperimentConfiguration experiment, IImageDataset dataset, int simulations, int threads)
    {
        // Fully connected simulations run side by side, a thread each.
        int workers = experiment.Network.IsFullyConnected ? Math.Min(threads, simulations) : 1;
        return Process + (workers * OfWorker(experiment, dataset, workers > 1 ? 1 : threads));
    }

    /// <summary>
    /// The fault of an experiment that does not fit into the memory that this process can get now, or null.
    /// </summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static OptionFault? Fault(ExperimentConfiguration experiment, IImageDataset dataset, int simulations,
        int threads)
    {
        double needed = Of(experiment, dataset, simulations, threads);
        MemoryLimit limit = MemoryLimit.Now();
        if (needed <= limit.Bytes) return null;
        (string option, int value) = OptionToMend(experiment, dataset);
        bool isShared = experiment.Network.IsFullyConnected && Math.Min(threads, simulations) > 1;
        return new(option, $"{value}", $"needs about {MemoryLimit.Text(needed)} of memory, {limit.Holder} has "
            + $"{MemoryLimit.Text(limit.Bytes)} left",
            $"take a smaller {{BatchSize}} or "
                + $"{{Width}}{(isShared ? ", or fewer {Threads}, each of which has a net of its own" : "")}");
    }

    // What a smaller value of takes less of: weights grow with the width squared, all else with the batch.
    private static (string Option, int Value) OptionToMend(ExperimentConfiguration experiment, IImageDataset dataset)
    {
        double whole = OfWorker(experiment, dataset, 1),
            ofTwo = OfWorker(experiment with { BatchSize = 2 }, dataset, 1);
        return ofTwo > whole / 2 ? (nameof(NetworkOptions.Width), experiment.Network.Width)
            : (nameof(experiment.BatchSize), experiment.BatchSize);
    }

    private static double OfWorker(ExperimentConfiguration experiment, IImageDataset dataset, int threads)
    {
        NetworkOptions network = experiment.Network;
        torch.ScalarType precision =
            experiment.Precision == Precision.Float64 ? torch.ScalarType.Float64 : torch.ScalarType.Float32;
        double size = precision == torch.ScalarType.Float64 ? sizeof(double)
            : sizeof(float), images = 2.0 * experiment.BatchSize;
        ConvolutionShape first = FirstShape(network, dataset, precision);
        ConvolutionShape layer = first with
        {
            InputChannels = network.LargestWidth,
            Stride = 1,
            Height =
            first.OutputHeight,
            Width = first.OutputWidth
        };
        double values = images * first.InputChannels * first.Height * first.Width;
        double input = (values * (sizeof(double) + (size < sizeof(double) ? size : 0))) + (values / 2 * sizeof(float));
        double firstWork = ConvolutionMemory.Of(first, ConvolutionAlgorithm.Auto, images, threads);
        double firstWeights = Weights(first) * DrawnSize(size); // LeCun's law, whatever the net's is

        double between = images * layer.OutputHeight * layer.OutputWidth * network.LargestWidth
        * size; // signal and noise after one module
        int layers = network.Topology.LayersPerUnit(network);
        int buffers = 2 * (layers + (network.Topology.IsChain ? 0 : 1));
        // two take turns behind each module that does not work in place
        // Each layer's convolution keeps what it makes between calls; one works at a time, which is what is not kept.
        double unit = layers * (Weights(layer) * size
            + ConvolutionMemory.Of(layer, network.Convolution, images, threads)) + (buffers * between);
        double drawn = Weights(layer) * (WeightSize(network, size) - size);
        double statistics = experiment.EffectiveRank == EffectiveRankChoice.None ? 0 : Ranks(layer, images / 2, size);
        return input + firstWeights + Math.Max(firstWork + between, between + unit + Math.Max(drawn, statistics));
    }

    private static ConvolutionShape FirstShape(NetworkOptions network, IImageDataset dataset,
        torch.ScalarType precision)
    {
        bool isFlat = network.IsFullyConnected;
        return new()
        {
            KernelSize = network.KernelSize,
            Stride = isFlat ? 1 : 2,
            Boundary = network.Boundary,
            InputChannels = isFlat ? dataset.Channels * dataset.Height * dataset.Width : dataset.Channels,
            OutputChannels = network.LargestWidth,
            Height = isFlat ? 1 : dataset.Height,
            Width = isFlat ? 1 : dataset.Width,
            Precision = precision,
        };
    }

    private static double Weights(ConvolutionShape shape) =>
        (double)shape.KernelSize * shape.KernelSize * shape.InputChannels * shape.OutputChannels;

    // Weights are drawn in 32 bits, into a copy where they are of 64.
    private static double DrawnSize(double size) => size + (size > sizeof(float) ? sizeof(float) : 0);

    private static double WeightSize(NetworkOptions network, double size) =>
        DrawnSize(size) + network.Initialization.WorkingBytes;

    // The Gram matrix of the smaller side, and what it is summed from.
    private static double Ranks(ConvolutionShape layer, double images, double size)
    {
        double rows = images * layer.OutputHeight * layer.OutputWidth, channels = layer.OutputChannels,
            side = Math.Min(rows, channels);
        double gram = sizeof(double) * side * side;
        return size > sizeof(float) || channels > rows
            ? (2 * gram) + (rows * channels * size)
            : gram + (Math.Ceiling(rows / RowsPerSegment) * channels * channels / 2 * sizeof(float));
    }
}
