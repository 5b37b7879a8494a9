using MomentsDnns.Architectures.Networks;
using MomentsDnns.Benchmarks.Obvious;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>One of the paper's three networks, for both programs.</summary>
internal sealed record Architecture(string Name, bool HasNorm, bool IsResidual)
{
    private const int ResidualDepth = 2;

    public static IReadOnlyList<Architecture> All { get; } =
        [new("vanilla", false, false), new("bn-ff", true, false), new("bn-res", true, true)];

    /// <summary>Convolutions in what is repeated: a layer, or a unit.</summary>
    public int Convolutions => IsResidual ? ResidualDepth : 1;

    public static Architecture Of(Arguments arguments, string otherwise)
    {
        string name = arguments.Choice("architecture", otherwise, All.Select(a => a.Name));
        return All.Single(a => a.Name == name);
    }

    public NetworkOptions Ours(int width, int kernelSize = 3, int depth = 1, Architectures.Convolutions.Boundary boundary = default) => new()
    {
        Topology = IsResidual ? Topology.Residual : Topology.Feedforward,
        Norm = HasNorm ? NormKind.Batch : NormKind.None,
        ResidualDepth = ResidualDepth,
        Width = width,
        KernelSize = kernelSize,
        Depth = depth,
        Boundary = boundary,
    };

    public ObviousOptions Obvious(int width, int kernelSize = 3, ObviousBoundary boundary = default) => new()
    {
        HasNorm = HasNorm,
        IsResidual = IsResidual,
        ResidualDepth = ResidualDepth,
        Width = width,
        KernelSize = kernelSize,
        Boundary = boundary,
    };
}
