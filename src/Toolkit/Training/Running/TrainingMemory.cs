using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>
/// The memory that a training run takes: the images, and for each net that is trained at a time its weights, what the
/// gradient of a step keeps of a batch, and what a probe keeps.
/// </summary>
internal static class TrainingMemory
{
    // What the runtime and libtorch take once they are loaded and have trained.
    private const double Process = 300e6;

    // 64-bit rows of the images that are standardized at a time, and what their sums make.
    private const double StandardizedRows = 1024 * 3 * sizeof(double);

    // Of the values between layers: what a step keeps of each, and what its gradient makes beside.
    private const double OfStep = 1.3;

    /// <summary>Bytes of memory.</summary>
    /// <param name="run">The run; sound but for this.</param>
    /// <param name="split">Its images.</param>
    /// <param name="limit">What there is, of which probes take their share.</param>
    public static double Of(TrainingRun run, LabelledSplit split, MemoryLimit limit)
    {
        double values = (double)run.Dataset.Channels * run.Dataset.Height * run.Dataset.Width;
        int nets = Math.Min(run.Threads, run.Nets);
        return Process + Images(values, split) + (StandardizedRows * values)
            + (nets * OfNet(run, SizeOf(run), limit.Bytes / 4.0 / run.Threads));
    }

    /// <summary>Of the images alone: 32-bit numbers, twice while they are standardized.</summary>
    /// <param name="values">Values of an image.</param>
    /// <param name="split">The images.</param>
    public static double Images(double values, LabelledSplit split) =>
        sizeof(float) * 2 * values * (split.Training.Count + split.HeldOut.Count);

    /// <summary>
    /// The fault of a run that does not fit into the memory that this process can get now; null: it does.
    /// </summary>
    /// <param name="run">The run; sound but for this.</param>
    /// <param name="split">Its images, for which there is room.</param>
    /// <param name="limit">What there is.</param>
    public static OptionFault? Fault(TrainingRun run, LabelledSplit split, MemoryLimit limit)
    {
        double needed = Of(run, split, limit);
        if (needed <= limit.Bytes) return null;
        bool isShared = Math.Min(run.Threads, run.Nets) > 1;
        return new(nameof(run.Options.BatchSize), $"{run.Options.BatchSize}",
            $"needs about {MemoryLimit.Text(needed)} of memory, {limit.Holder} has {MemoryLimit.Text(limit.Bytes)} "
                + "left",
            $"take a smaller {{BatchSize}}{(run.Module is null ? " or {Width}" : "")}"
                + (isShared ? ", or fewer {Threads}, each of which trains a net" : ""));
    }

    // Weights with gradient and averages; the larger of a step and of a probe, which take turns.
    private static double OfNet(TrainingRun run, ModuleSize size, double budget)
    {
        double number = run.Precision == Precision.Float64 ? sizeof(double) : sizeof(float);
        int averages = run.Options.Optimizer == OptimizerKind.Adam ? 2 : 1;
        double weights = size.Parameters * number * (2 + averages),
            step = OfStep * number * size.Values * run.Options.BatchSize;
        if (run.ProbedSteps.Count == 0) return weights + step;
        double probe = ProbeMemory.Of(sizeof(double) * size.Values * run.ProbedImages, budget)
            + (2 * sizeof(double) * size.Parameters);
        return weights + Math.Max(step, probe);
    }

    // Of a net of the toolkit by its options, since what is too large cannot be made; of another by a pass.
    internal static ModuleSize SizeOf(TrainingRun run)
    {
        int[] shape = [run.Dataset.Channels, run.Dataset.Height, run.Dataset.Width];
        if (run.Module is { } module)
        {
            using nn.Module<Tensor, Tensor> net = module.Make(run.Seed, 0, run.Arithmetic);
            return ModuleSize.Of(net, shape);
        }

        NetworkOptions network = run.Network.Network;
        double width = network.Width, taps = (double)network.KernelSize * network.KernelSize,
            inputs = run.TakesVectors ? (double)shape[0] * shape[1] * shape[2] : shape[0],
            positions = run.TakesVectors ? 1 : Math.Ceiling(shape[1] / 2.0) * Math.Ceiling(shape[2] / 2.0),
            layers = (double)network.Depth * network.Topology.LayersPerUnit(network);
        // Map, norm and activation; a map that sees beyond the edge of a periodic image keeps what it joined.
        double outputs = 2 + (network.Norm.Exists ? 1 : 0)
            + (!run.TakesVectors && network.Boundary != Boundary.Zero ? 1 : 0);
        return new((taps * width * (inputs + (layers * width))) + (width * run.Network.Classes),
            positions * width * (1 + (layers * outputs)));
    }
}
