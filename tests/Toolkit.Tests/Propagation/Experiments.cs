using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Propagation;

/// <summary>Small experiments for tests, on images made from a seed.</summary>
internal static class Experiments
{
    public static IImageDataset Images { get; } = DatasetCatalog.Open("cifar-like", "");

    public static ExperimentConfiguration Of(Topology topology, NormKind norm, int kernelSize, int depth, int width) => new()
    {
        Network = new() { Topology = topology, Norm = norm, KernelSize = kernelSize, Depth = depth, Width = width },
        BatchSize = 8,
        Records = depth,
        Seed = 3,
    };

    public static SimulationResult Run(ExperimentConfiguration configuration, int simulation, IImageDataset? images = null)
    {
        using Simulator simulator = new(configuration, images ?? Images);
        return simulator.Run(simulation);
    }

    public static double Value(this SimulationResult result, Statistic statistic, Location location, int depth) =>
        result.Records.Single(r => r.Depth == depth && r.Location == location).Values[statistic];

    /// <summary>Every value with its name, for comparing two simulations to the bit.</summary>
    public static IReadOnlyList<(int, Location, Statistic, double)> Flat(this SimulationResult result) =>
        [.. result.Records.SelectMany(r => r.Values.OrderBy(v => v.Key).Select(v => (r.Depth, r.Location, v.Key, v.Value)))];
}
