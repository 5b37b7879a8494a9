using MomentsDnns.Architectures.Initialization;

namespace MomentsDnns.Architectures.Networks;

/// <summary>The second moments of a layer's weights and biases under the law of a network's options.</summary>
/// <param name="SquaredWeight">V = E|w|^2, w the fan-in weights of an output channel: 2 of He's law.</param>
/// <param name="SquaredBias">E b^2.</param>
public readonly record struct LayerPower(double SquaredWeight, double SquaredBias)
{
    /// <summary>Of the layers of a network, whose inputs and outputs are its width; not of the first convolution.</summary>
    /// <param name="options">Sound options.</param>
    public static LayerPower Of(NetworkOptions options)
    {
        double given = options.WeightVariance ?? HeInitializer.Variance, fanIn = (double)options.Width * options.KernelSize * options.KernelSize;
        double weight = options.Initialization switch
        {
            InitializationKind.He or InitializationKind.KaimingUniform => HeInitializer.Variance,
            InitializationKind.LeCun or InitializationKind.XavierUniform or InitializationKind.XavierNormal => 1,
            InitializationKind.Gaussian or InitializationKind.Orthogonal => given,
            InitializationKind.Uniform => options.WeightRadius is { } radius ? radius * radius * fanIn / (fanIn + 2) : given,
            InitializationKind.PyTorch => 1.0 / 3,
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Initialization, "unknown initialization"),
        };
        double bias = options.Initialization == InitializationKind.PyTorch ? 1 / (3 * fanIn)
            : options.BiasVariance ?? (options.BiasRadius is { } bound ? bound * bound / 3 : 0);
        return new(weight, bias);
    }
}
