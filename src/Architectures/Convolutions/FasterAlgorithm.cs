using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Which algorithm <see cref="ConvolutionAlgorithm.Auto"/> takes.</summary>
internal static class FasterAlgorithm
{
    /// <summary>The faster algorithm by the measurements above; it depends on the shape alone, so that results do too.</summary>
    public static ConvolutionAlgorithm Of(ConvolutionShape shape)
    {
        if (!shape.FitsWinograd || shape.Device.type != DeviceType.CPU) return ConvolutionAlgorithm.Direct;
        return ConvolutionAlgorithm.Winograd;
    }
}
