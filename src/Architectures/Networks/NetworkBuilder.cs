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
    /// <param name="dtype">The arithmetic: <see cref="ScalarType.Float32"/> or <see cref="ScalarType.Float64"/>.</param>
    /// <param name="device">Where; the CPU by default.</param>
    /// <param name="noise">What the noise half of twin batches holds; a tangent by default.</param>
    /// <exception cref="ArgumentException">The options break a rule; the message names each.</exception>
    public NetworkBuilder(NetworkOptions options, ScalarType dtype = ScalarType.Float32, Device? device = null,
        NoiseKind noise = NoiseKind.Tangent)
    {
        IReadOnlyList<OptionFault> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults), nameof(options));
        (_options, _dtype, _device, _noise) = (options, dtype, device ?? CPU, noise);
        Initializers = InitializationFactory.Create(options);
    }

    /// <summary>The laws of all that is random in a layer.</summary>
    public LayerInitializers Initializers { get; }

    /// <summary>
    /// The first convolution, from image channels to the width: stride 2, or 1 where fully connected. No activation follows
    /// it, so that its weights are drawn by <see cref="LeCunInitializer"/>; it has no bias.
    /// </summary>
    /// <param name="imageChannels">Channels of the images; their features where fully connected.</param>
    public Convolution BuildFirstConvolution(int imageChannels) =>
        NewConvolution(imageChannels, _options.IsFullyConnected ? 1 : 2, hasBias: false, reusesBuffers: false);

    /// <summary>One layer or residual unit with weights 0.</summary>
    /// <param name="scale">Where rescalings are noted; shared by all units of a net.</param>
    /// <param name="reusesBuffers">
    /// Whether outputs take turns in buffers of the unit, for a unit that is called again and again: what it returns holds
    /// until the second call after, and its input is rescaled in place where that is due. False makes fresh tensors and leaves
    /// the input as it is.
    /// </param>
    public NetworkUnit BuildUnit(TwinScale scale, bool reusesBuffers = false)
    {
        TwinRescaling entrance = new(scale, _options.SignalRescaling, _noise, inPlace: reusesBuffers);
        if (_options.Topology == Topology.Feedforward)
        {
            // Each module is the only reader of what the one before it made: it may overwrite that.
            return new FeedforwardLayer(entrance, NewConvolution(_options.Width, 1, _options.HasBias, reusesBuffers),
                NewNorm(inPlace: true, reusesBuffers), NewActivation(inPlace: true, reusesBuffers));
        }

        return new ResidualUnit(entrance, [.. Enumerable.Range(0, _options.ResidualDepth).Select(i =>
        {
            // The first module of the branch reads what the skip still needs.
            bool hasNorm = _options.Norm.Exists;
            return new ResidualLayer(NewNorm(inPlace: i > 0, reusesBuffers), NewActivation(inPlace: hasNorm || i > 0, reusesBuffers),
                NewConvolution(_options.Width, 1, _options.HasBias, reusesBuffers));
        })], reusesBuffers);
    }

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
            NetworkUnit unit = BuildUnit(scale);
            unit.Initialize(Initializers, seed, simulation, depth);
            units.Add(unit);
        }

        return new DeepNetwork(scale, first, units);
    }

    private Convolution NewConvolution(int inputs, int stride, bool hasBias, bool reusesBuffers) =>
        // All but the direct sum exist for stride 1 alone: what a user demands of the layers does not bind the first convolution.
        new(inputs, _options.Width, _options.KernelSize, stride, _options.Boundary,
            stride == 1 ? _options.Convolution : ConvolutionAlgorithm.Auto, _dtype, _device, hasBias, reusesBuffers);

    private Normalization.Normalization? NewNorm(bool inPlace, bool reusesBuffers)
    {
        NormalizationSettings settings = new()
        {
            Channels = _options.Width,
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

    private nn.Module<Tensor, Tensor> NewActivation(bool inPlace, bool reusesBuffers) =>
        _options.Activation.Create(_noise, inPlace, reusesBuffers);
}
