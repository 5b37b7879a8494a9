using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Samples.DenseNet;

/// <summary>
/// Dense layers: x^l = [x^(l-1), conv(phi(norm(x^(l-1))))], the channels of both side by side, so that each layer sees the outputs of all
/// before it and the channels grow by k. Source: Huang, Liu, van der Maaten and Weinberger 2017.
/// </summary>
/// <param name="growth">k, 1 or more.</param>
public sealed class DenseTopology(int growth) : Topology($"dense-{growth}")
{
    private static readonly Location Concatenation = Location.Define("concatenation");

    /// <inheritdoc/>
    public override string Unit => "dense layer";

    /// <inheritdoc/>
    public override bool HasOneShape => false;

    /// <inheritdoc/>
    public override int WidthAt(NetworkOptions network, int depth) => network.Width + (depth * growth);

    /// <inheritdoc/>
    public override IReadOnlyList<Site> Sites(NetworkOptions network) =>
    [
        .. SitesBeforeActivation(network),
        new(Location.Activation, SiteRoles.Activation),
        new(Location.Convolution, SiteRoles.Linear | SiteRoles.Branch),
        new(Concatenation, SiteRoles.Output),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<IncrementSpan> Increments(NetworkOptions network) =>
    [
        .. network.Norm.Exists ? new IncrementSpan[] { new("normalization", Location.Input, Location.Norm) } : [],
        new("activation", network.Norm.Exists ? Location.Norm : Location.Input, Location.Activation),
        new("convolution", Location.Activation, Location.Convolution),
        new("unit", Location.Input, Concatenation),
    ];

    /// <inheritdoc/>
    public override NetworkUnit Build(UnitParts parts, int depth)
    {
        int channels = WidthAt(parts.Options, depth - 1);
        // The first module reads what the concatenation still needs.
        return new DenseUnit(parts.NewEntrance(), parts.NewNorm(channels, inPlace: false),
            parts.NewActivation(inPlace: parts.Options.Norm.Exists), parts.NewConvolution(channels, growth));
    }

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults(NetworkOptions network)
    {
        if (network.Norm.HasGroups)
        {
            yield return new("norm", network.Norm.TextOf(network), $"cannot divide channels that grow by {growth} a layer into equal groups",
                "take batch, layer or instance");
        }

        double weights = (double)network.KernelSize * network.KernelSize * WidthAt(network, network.Depth) * growth;
        if (weights > NetworkOptions.LargestTensor)
        {
            yield return new("depth", $"{network.Depth}", $"makes weights of more than {NetworkOptions.LargestTensor} values at its end",
                "take a smaller depth");
        }
    }

    private sealed class DenseUnit : NetworkUnit
    {
        private readonly TwinRescaling _entrance;
        private readonly Normalization? _norm;
        private readonly nn.Module<Tensor, Tensor> _activation;
        private readonly Convolution _convolution;

        public DenseUnit(TwinRescaling entrance, Normalization? norm, nn.Module<Tensor, Tensor> activation, Convolution convolution)
            : base(nameof(DenseUnit))
        {
            (_entrance, _norm, _activation, _convolution) = (entrance, norm, activation, convolution);
            Convolutions = [convolution];
            Normalizations = norm is null ? [] : [norm];
            Activations = [activation];
            HookPoints =
            [
                new(Location.Input, entrance), .. norm is null ? Array.Empty<HookPoint>() : [new(Location.Norm, norm)],
                new(Location.Activation, activation), new(Location.Convolution, convolution), new(Concatenation, this),
            ];
            RegisterComponents();
        }

        public override IReadOnlyList<HookPoint> HookPoints { get; }

        public override IReadOnlyList<Convolution> Convolutions { get; }

        public override IReadOnlyList<Normalization> Normalizations { get; }

        public override IReadOnlyList<nn.Module<Tensor, Tensor>> Activations { get; }

        // Concatenation is linear: the noise goes the way of the signal.
        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = _entrance.call(input), y = _activation.call(_norm is null ? x : _norm.call(x));
            Tensor rows = cat([ChannelsLast.Rows(x), ChannelsLast.Rows(_convolution.call(y))], 1);
            return ChannelsLast.Images(rows, x.shape[0], x.shape[2], x.shape[3]).MoveToOuterDisposeScope();
        }
    }
}
