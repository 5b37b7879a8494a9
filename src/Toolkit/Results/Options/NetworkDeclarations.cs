using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using N = MomentsDnns.Architectures.Networks.NetworkOptions;

namespace MomentsDnns.Results.Options;

/// <summary>The options of a network, in the order of their properties.</summary>
internal static class NetworkDeclarations
{
    private const string NoNorm = "belongs to normalized nets, this one has no norm",
        LeaveOut = "leave it out, or take ";

    private static readonly OptionCondition OfNorms = new(n => n.Norm.Exists);

    public static IReadOnlyList<OptionDeclaration> All { get; } =
    [
        Of(nameof(N.Topology), n => n.Topology, new(() => TopologyCatalog.All.Select(t => t.Name),
            (n, word) => TopologyCatalog.Find(word) is { } topology ? n with { Topology = topology } : null)) with
        { Place = 1, Help = "How layers are joined", InName = new(1, IsAlways: true) },
        Of(nameof(N.Norm), n => n.Norm, new(NormWords.Names, NormWords.Read)) with
        {
            Place = 2,
            Help = $"Normalization of each layer; group norm has {new N().NormGroups} groups where G is left out",
            Written = e => e.Network.Norm.TextOf(e.Network),
            InName = new(0),
            Label = v => PrintedNames.Of("norm", v),
        },
        Of(nameof(N.Activation), n => n.Activation, new(() => ActivationCatalog.All.Select(a => a.Name),
            (n, word) => ActivationCatalog.Find(word) is { } kind ? n with { Activation = kind } : null)) with
        {
            Place = 5,
            Help = "Activation of each layer",
            InName = new(6),
            Label = v => PrintedNames.Of("activation", v),
        },
        Number<int>(nameof(N.ResidualDepth), n => n.ResidualDepth, (n, v) => n with { ResidualDepth = v }) with
        {
            Place = 6,
            Help = $"H, layers in a residual unit, up to {N.LargestResidualDepth}",
            InName = new(5, "h"),
            Label = v => "H = " + v,
            Condition = new(n => n.Topology.AddsBranch, n => $"belongs to residual nets, this one is {n.Topology}",
                LeaveOut + "{Topology = Topology.Residual}"),
        },
        Number<int>(nameof(N.Depth), n => n.Depth, (n, v) => n with { Depth = v }) with
        {
            Place = 7,
            Help = $"Layers, or residual units, up to {N.LargestDepth}",
            InName = new(2, "d", IsAlways: true),
        },
        Number<int>(nameof(N.Width), n => n.Width, (n, v) => n with { Width = v }) with
        {
            Place = 8,
            Help = $"Channels of every layer, up to {(int)Math.Sqrt(N.LargestTensor)} divided by the kernel size",
            InName = new(3, "w", IsAlways: true),
        },
        Number<int>(nameof(N.KernelSize), n => n.KernelSize, (n, v) => n with { KernelSize = v }) with
        {
            Place = 9,
            Help = "Size of the kernels; 1 is fully connected, even ones need the periodic boundary",
            InName = new(4, "k", IsAlways: true),
            Label = v => v == "1" ? "fully connected" : $"kernel {v} × {v}",
        },
        Choice<Boundary>(nameof(N.Boundary), n => n.Boundary, (n, v) => n with { Boundary = v }) with
        {
            Place = 10,
            Help = "What a convolution sees beyond the edge",
            InName = new(7),
            Condition = new(n => !n.IsFullyConnected, _ => "belongs to convolutions, kernel size 1 is fully connected",
                LeaveOut + "{KernelSize = 3}"),
        },
        new()
        {
            Property = nameof(N.NormGroups),
            Name = "norm", // group:8
            Value = e => e.Network.NormGroups,
            InName = new(9, "g"),
            Label = v => v + " groups",
            Condition = new(n => n.Norm.HasGroups),
            IsInFirstFormat = false,
        },
        Choice<NormStatistics>(nameof(N.NormStatistics), n => n.NormStatistics,
            (n, v) => n with { NormStatistics = v }) with
        {
            Place = 3,
            Help = "What batch statistics are to the noise: constants, or differentiated",
            InName = new(10),
            Label = v => v + " statistics",
            Condition = OfNorms,
            IsInFirstFormat = false,
        },
        Number<double>(nameof(N.NormEpsilon), n => n.NormEpsilon, (n, v) => n with { NormEpsilon = v }) with
        {
            Place = 4,
            Help = "Added to the variance that a norm divides by",
            InName = new(8, "eps"),
            Label = v => "ε = " + v,
            Condition = OfNorms with { Rule = _ => NoNorm, Remedy = LeaveOut + "{Norm = NormKind.Batch}" },
        },
        .. WeightDeclarations.All,
        Choice<ConvolutionAlgorithm>(nameof(N.Convolution), n => n.Convolution,
            (n, v) => n with { Convolution = v }) with
        {
            Place = 18,
            Help = "How convolutions are computed; changes rounding alone",
            InName = new(18),
            IsIncidental = true,
        },
    ];

    /// <summary>The start of a declaration of what is chosen by name.</summary>
    public static OptionDeclaration Of(string property, Func<N, object?> value, NetworkWords words) =>
        new() { Property = property, Value = e => value(e.Network), Words = words.OfExperiments() };

    private static OptionDeclaration Choice<T>(string property, Func<N, T> value, Func<N, T, N> with)
        where T : struct, Enum => new()
        {
            Property = property,
            Value = e => value(e.Network),
            Words = OptionWords.Choices<T>((e, v) => e with { Network = with(e.Network, v) }),
        };

    private static OptionDeclaration Number<T>(string property, Func<N, T> value, Func<N, T, N> with)
        where T : struct, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> => new()
        {
            Property = property,
            Value = e => value(e.Network),
            Words = OptionWords.Numbers<T>((e, v) => e with { Network = with(e.Network, v) }),
        };
}
