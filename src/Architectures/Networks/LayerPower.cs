namespace MomentsDnns.Architectures.Networks;

/// <summary>The second moments of a layer's weights and biases under the law of a network's options.</summary>
/// <param name="SquaredWeight">V = E|w|^2, w the fan-in weights of an output channel: 2 of He's law.</param>
/// <param name="SquaredBias">E b^2.</param>
public readonly record struct LayerPower(double SquaredWeight, double SquaredBias)
{
    /// <summary>
    /// Of the layers of a network, whose inputs and outputs are its width; not of the first convolution.
    /// </summary>
    /// <param name="options">Sound options.</param>
    public static LayerPower Of(NetworkOptions options)
    {
        InitializationKind kind = options.Initialization;
        double bias = kind.Biases is { } own ? own.SquaredBias(options)
            : options.BiasVariance ?? (options.BiasRadius is { } bound ? bound * bound / 3 : 0);
        return new(kind.SquaredWeight(options), bias);
    }
}
