using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Convolution = MomentsDnns.Architectures.Layers.Convolution;

namespace MomentsDnns.Training;

/// <summary>
/// The network of a simulation as torch's own modules, with gradients: its weights are those that
/// <see cref="NetworkBuilder.BuildNetwork"/> draws, and each unit is the same function of the images, up to rounding.
/// Behind the last unit stands a head: the mean over positions, then a linear map to K classes, weights N(0, 1/width)
/// (see <see cref="HeadLaw"/>), biases 0.
/// </summary>
/// <remarks>
/// Images <c>[N, C, H, W]</c> to logits <c>[N, K]</c>; of a fully connected net images are flattened, <c>[N, C H W]</c>
/// as well. Batch norms take the statistics of the batch in training and the running ones in evaluation, which are 0
/// and 1 until <see cref="NormCalibration"/> or batches in training set them. No power of two is divided out of the
/// signal: very deep nets without norms overflow. Not thread safe.
/// </remarks>
public sealed class TrainableNetwork : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> first; // these are the names under which a probe shows them
    private readonly ModuleList<nn.Module<Tensor, Tensor>> units = [];
    private readonly Linear head;

    /// <summary>Draws the network.</summary>
    /// <param name="options">Which network.</param>
    /// <param name="imageChannels">Channels of the images; their features where fully connected.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="dtype">
    /// The arithmetic: <see cref="ScalarType.Float32"/>, the default, or <see cref="ScalarType.Float64"/>.
    /// </param>
    /// <exception cref="OptionException">The options break a rule; the message names each.</exception>
    public TrainableNetwork(TrainableOptions options, int imageChannels, ulong seed, int simulation,
        ScalarType dtype = ScalarType.Float32) : base(nameof(TrainableNetwork))
    {
        OptionException.ThrowIfAny(options.Validate());
        (Options, Arithmetic, Origin) = (options, dtype, (seed, simulation, imageChannels));
        NetworkBuilder builder = new(options.Network, dtype);
        TrainableParts parts = new(options, dtype);
        using (Convolution twin = builder.BuildFirstConvolution(imageChannels))
        {
            twin.InitializeFirst(seed, simulation);
            first = parts.Linear(twin, isFirst: true);
        }

        for (int depth = 1; depth <= options.Network.Depth; depth++)
        {
            using NetworkUnit twin = builder.BuildUnit(new TwinScale(), depth: depth);
            twin.Initialize(builder.Initializers, seed, simulation, depth);
            units.Add(Unit(parts, twin));
        }

        head = Head(options, seed, simulation, dtype);
        RegisterComponents();
    }

    /// <summary>Which network.</summary>
    public TrainableOptions Options { get; }

    /// <summary>The arithmetic.</summary>
    public ScalarType Arithmetic { get; }

    /// <summary>What its weights were drawn from, and the channels of its images.</summary>
    internal (ulong Seed, int Simulation, int Channels) Origin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        bool isFlat = Options.Network.IsFullyConnected;
        Tensor x = first.call(!isFlat ? WithChannelsLast(input) : input.Dimensions > 2 ? input.flatten(1) : input);
        foreach (nn.Module<Tensor, Tensor> unit in units) x = unit.call(x);
        return head.call(isFlat ? x : x.mean([2, 3])).MoveToOuterDisposeScope();
    }

    // Torch's convolutions and norms keep the layout of what they see, and are faster in this one.
    private static Tensor WithChannelsLast(Tensor images) => images.permute(0, 2, 3, 1).contiguous()
        .permute(0, 3, 1, 2);

    /// <summary>
    /// A network of its own with the weights, and the running statistics, that this one has now: what is done to it
    /// leaves this one as it is.
    /// </summary>
    /// <param name="dtype">Its arithmetic; null: the same.</param>
    public TrainableNetwork Copy(ScalarType? dtype = null)
    {
        TrainableNetwork copy = new(Options, Origin.Channels, Origin.Seed, Origin.Simulation, dtype ?? Arithmetic);
        foreach ((Tensor from, Tensor to) in Numbers(this).Zip(Numbers(copy)))
            TrainableParts.Fill(to, () => from.alias());
        copy.train(training);
        return copy;
    }

    /// <summary>
    /// The network as it stands now, to be probed: each time it is built it is a copy, in the arithmetic of the probe.
    /// </summary>
    /// <param name="name">What to call it.</param>
    /// <param name="inputShape">
    /// The shape of one image, such as 3, 32, 32; where fully connected the number of its values alone.
    /// </param>
    public ModuleModel ProbeModel(string name, IReadOnlyList<int> inputShape) => new(name, () => Copy(), inputShape);

    private static IEnumerable<Tensor> Numbers(TrainableNetwork network) => network.parameters()
        .Concat(network.buffers());

    private static nn.Module<Tensor, Tensor> Unit(TrainableParts parts, NetworkUnit twin)
    {
        Architectures.Normalization.Normalization? NormAt(int i) => twin.Normalizations.ElementAtOrDefault(i);
        if (twin is FeedforwardLayer)
        {
            return new TrainableLayer(parts.Linear(twin.Convolutions[0]), parts.Norm(NormAt(0)),
                parts.Activation(inPlace: true), isOfBranch: false);
        }

        // What the skip still needs is not overwritten.
        return new TrainableUnit(twin.Convolutions.Select((convolution, i) => new TrainableLayer(
            parts.Linear(convolution), parts.Norm(NormAt(i)), parts.Activation(inPlace: i > 0 || NormAt(i) is not null),
            isOfBranch: true)));
    }

    private static Linear Head(TrainableOptions options, ulong seed, int simulation, ScalarType dtype)
    {
        int width = options.Network.Topology.WidthAt(options.Network, options.Network.Depth);
        Linear map = nn.Linear(width, options.Classes, dtype: dtype);
        TrainableParts.Fill(map.weight!, () =>
        {
            Tensor drawn = zeros([options.Classes, width], ScalarType.Float32);
            IWeightInitializer law = options.Head == HeadLaw.Unit ? new LeCunInitializer()
                : new GaussianInitializer(options.Network.WeightVariance!.Value * width / options.Classes);
            law.Fill(TensorMemory.Span<float>(drawn), new(width, options.Classes),
                new RandomStream(seed, simulation, 0, RandomPurpose.HeadWeight));
            return drawn;
        });
        TrainableParts.Fill(map.bias!, () => zeros_like(map.bias!));
        return map;
    }
}
