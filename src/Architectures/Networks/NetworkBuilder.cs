using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>Builds the parts of a network from its options.</summary>
public sealed class NetworkBuilder
{
    private readonly NetworkOptions _options;
    private readonly ScalarType _dtype;
    private readonly Device _device;
    private readonly NoiseKind _noise;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Which network.</param>
    /// <param name="dtype">
    /// The arithmetic: <see cref="ScalarType.Float32"/> or <see cref="ScalarType.Float64"/>.
    /// </param>
    /// <param name="device">Where; the CPU by default.</param>
    /// <param name="noise">What the noise half of twin batches holds; a tangent by default.</param>
    /// <exception cref="OptionException">The options break a rule; the message names each.</exception>
    public NetworkBuilder(NetworkOptions options, ScalarType dtype = ScalarType.Float32, Device? device = null,
        NoiseKind noise = NoiseKind.Tangent)
    {
        OptionException.ThrowIfAny(options.Validate());
        (_options, _dtype, _device, _noise) = (options, dtype, device ?? CPU, noise);
        Initializers = InitializationFactory.Create(options);
    }

    /// <summary>The laws of all that is random in a layer.</summary>
    public LayerInitializers Initializers { get; }

    /// <summary>
    /// The first convolution, from image channels to the width: stride 2, or 1 where fully connected. No activation
    /// follows it, so that its weights are drawn by <see cref="LeCunInitializer"/>; it has no bias.
    /// </summary>
    /// <param name="imageChannels">Channels of the images; their features where fully connected.</param>
    public Convolution BuildFirstConvolution(int imageChannels) =>
        // All but the direct sum exist for stride 1 alone: what a user demands of the layers does not bind the first
        // convolution.
        new(imageChannels, _options.Topology.WidthAt(_options, 0), _options.KernelSize, _options.IsFullyConnected ? 1
            : 2, _options.Boundary,
            _options.IsFullyConnected ? _options.Convolution : ConvolutionAlgorithm.Auto, _dtype, _device);

    /// <summary>One layer or unit with weights 0.</summary>
    /// <param name="scale">Where rescalings are noted; shared by all units of a net.</param>
    /// <param name="reusesBuffers">
    /// Whether outputs take turns in buffers of the unit, for a unit that is called again and again: what it returns
    /// holds until the second call after, and its input is rescaled in place where that is due. False makes fresh
    /// tensors and leaves the input as it is.
    /// </param>
    /// <param name="depth">The unit's depth, from 1; all are alike where <see cref="Topology.HasOneShape"/>.</param>
    public NetworkUnit BuildUnit(TwinScale scale, bool reusesBuffers = false, int depth = 1) =>
        _options.Topology.Build(new UnitParts(this, scale, reusesBuffers), depth);

    /// <summary>The network itself, every layer kept, with the weights that a simulation has.</summary>
    /// <param name="imageChannels">Channels of the images; their features where fully connected.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    public DeepNetwork BuildNetwork(int imageChannels, ulong seed, int simulation)
    {
        TwinScale scale = new();
        Convolution first = BuildFirstConvolution(imageChannels);
        first.InitializeFirst(seed, simulation);
        List<NetworkUnit> units = [];
        for (int depth = 1; depth <= _options.Depth; depth++)
        {
            NetworkUnit unit = BuildUnit(scale, depth: depth);
            unit.Initialize(Initializers, seed, simulation, depth);
            units.Add(unit);
        }

        return new DeepNetwork(scale, first, units);
    }

    /// <summary>The options of the network.</summary>
    internal NetworkOptions Options => _options;

    internal TwinRescaling NewEntrance(TwinScale scale, bool reusesBuffers) =>
        new(scale, _options.SignalRescaling, _noise, inPlace: reusesBuffers);

    internal Convolution NewConvolution(int inputs, int outputs, bool reusesBuffers) =>
        new(inputs, outputs, _options.KernelSize, 1, _options.Boundary, _options.Convolution, _dtype, _device,
        _options.HasBias,
            reusesBuffers);

    internal Normalization.Normalization? NewNorm(int channels, bool inPlace, bool reusesBuffers)
    {
        NormalizationSettings settings = new()
        {
            Channels = channels,
            Epsilon = _options.NormEpsilon,
            IsAffine = _options.HasAffineNorm,
            Noise = _noise,
            InPlace = inPlace,
            ReusesBuffers = reusesBuffers,
            Dtype = _dtype,
            Device = _device,
        };
        return _options.Norm.Create(settings, _options);
    }

    internal nn.Module<Tensor, Tensor> NewActivation(bool inPlace, bool reusesBuffers) =>
        _options.Activation.Create(_noise, inPlace, reusesBuffers);
}
