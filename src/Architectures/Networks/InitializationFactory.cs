using MomentsDnns.Architectures.Initialization;

namespace MomentsDnns.Architectures.Networks;

/// <summary>The laws of a layer's random numbers by a network's options.</summary>
internal static class InitializationFactory
{
    /// <summary>Makes the laws.</summary>
    /// <param name="options">Sound options.</param>
    public static LayerInitializers Create(NetworkOptions options)
    {
        double variance = options.WeightVariance ?? HeInitializer.Variance;
        IWeightInitializer weights = options.Initialization switch
        {
            InitializationKind.He => new HeInitializer(),
            InitializationKind.LeCun => new LeCunInitializer(),
            InitializationKind.Gaussian => new GaussianInitializer(variance),
            InitializationKind.Orthogonal => new OrthogonalInitializer(variance),
            InitializationKind.Uniform => options.WeightRadius is { } radius
                ? UniformBallInitializer.OfRadius(radius)
                : UniformBallInitializer.OfSecondMoment(variance),
            InitializationKind.KaimingUniform => EntryInitializer.KaimingUniform,
            InitializationKind.XavierUniform => EntryInitializer.XavierUniform,
            InitializationKind.XavierNormal => EntryInitializer.XavierNormal,
            InitializationKind.PyTorch => EntryInitializer.PyTorch,
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Initialization, "unknown initialization"),
        };
        IChannelInitializer? biases =
            options.Initialization == InitializationKind.PyTorch ? EntryInitializer.PyTorchBiases(options.Width * options.KernelSize * options.KernelSize)
            : options.BiasVariance is > 0 and { } biasVariance ? new NormalChannels(biasVariance)
            : Uniform(options.BiasRadius);
        return new(weights, biases, Uniform(options.ScaleRadius), Uniform(options.ShiftRadius));
    }

    private static UniformChannels? Uniform(double? radius) => radius is > 0 and { } given ? new UniformChannels(given) : null;
}
