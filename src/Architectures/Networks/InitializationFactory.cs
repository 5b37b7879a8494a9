using MomentsDnns.Architectures.Initialization;

namespace MomentsDnns.Architectures.Networks;

/// <summary>The laws of a layer's random numbers by a network's options.</summary>
internal static class InitializationFactory
{
    /// <summary>Makes the laws.</summary>
    /// <param name="options">Sound options.</param>
    public static LayerInitializers Create(NetworkOptions options)
    {
        InitializationKind kind = options.Initialization;
        IChannelInitializer? biases = kind.Biases is { } own ? own.Create(options)
            : options.BiasVariance is > 0 and { } biasVariance ? new NormalChannels(biasVariance)
            : Uniform(options.BiasRadius);
        return new(kind.Create(options), biases, Uniform(options.ScaleRadius), Uniform(options.ShiftRadius));
    }

    private static UniformChannels? Uniform(double? radius) =>
        radius is > 0 and { } given ? new UniformChannels(given) : null;
}
