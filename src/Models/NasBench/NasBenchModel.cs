using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.NasBench;

/// <summary>A network of NAS-Bench-201 to probe, by its cell; weights are to be drawn.</summary>
/// <param name="cell">The cell.</param>
public sealed class NasBenchModel(NasCell cell) : IProbeModel
{
    /// <summary>What precedes the cell in a name.</summary>
    public const string Prefix = "nasbench201:";

    /// <summary>The shape of one input.</summary>
    internal static IReadOnlyList<int> Shape { get; } = [3, 32, 32];

    /// <inheritdoc/>
    public string Name => Prefix + cell.Encoding;

    /// <inheritdoc/>
    public IReadOnlyList<int>? InputShape => Shape;

    /// <inheritdoc/>
    public bool HasStoredWeights => false;

    /// <inheritdoc/>
    public ITracedFunction Build(IReadOnlyList<int> inputShape, BatchStatistics statistics, ScalarType arithmetic,
        Device device) =>
        new ModuleModel(Name, () => new NasBenchNetwork(cell), inputShape)
            .Build(inputShape, statistics, arithmetic, device);
}
