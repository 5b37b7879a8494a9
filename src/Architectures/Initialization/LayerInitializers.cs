namespace MomentsDnns.Architectures.Initialization;

/// <summary>The laws of all that is random in a layer.</summary>
/// <param name="Weights">Of the convolution's weights.</param>
/// <param name="Biases">Of its biases; null where it has none.</param>
/// <param name="Scales">Of the normalization's scales; null where they are 1.</param>
/// <param name="Shifts">Of the normalization's shifts; null where they are 0.</param>
public sealed record LayerInitializers(IWeightInitializer Weights, IChannelInitializer? Biases = null,
    IChannelInitializer? Scales = null, IChannelInitializer? Shifts = null);
