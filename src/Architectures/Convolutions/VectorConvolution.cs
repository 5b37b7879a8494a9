using MomentsDnns.Architectures.Convolutions.Fourier;
using MomentsDnns.Architectures.Convolutions.Winograd;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// Chooses the vectors of our own convolutions, float32 on the processor. The numbers come out bit for bit the same
/// with any.
/// </summary>
internal static class VectorConvolution
{
    /// <summary>Winograd's convolution of a shape.</summary>
    /// <param name="shape">Kernel size 3 and stride 1.</param>
    /// <param name="lanes">
    /// Numbers per instruction, 16, 8, 4 or 1; null for the most that processor and channels allow.
    /// </param>
    /// <param name="mostTiles">Tiles in a block at most; null for what was measured best.</param>
    public static IConvolutionKernel Winograd(ConvolutionShape shape, int? lanes = null, int? mostTiles = null) =>
        Lanes(shape, lanes) switch
        {
            16 => new WinogradConvolution<FloatLanes512>(shape, mostTiles),
            8 => new WinogradConvolution<FloatLanes256>(shape, mostTiles),
            4 => new WinogradConvolution<FloatLanes128>(shape, mostTiles),
            _ => new WinogradConvolution<FloatLanes32>(shape, mostTiles),
        };

    /// <summary>The convolution by Fourier transform.</summary>
    /// <param name="shape">A shape that <see cref="FourierConvolution{TLanes}"/> takes.</param>
    /// <param name="lanes">Likewise.</param>
    public static IConvolutionKernel Fourier(ConvolutionShape shape, int? lanes = null) => Lanes(shape, lanes) switch
    {
        16 => new FourierConvolution<FloatLanes512>(shape),
        8 => new FourierConvolution<FloatLanes256>(shape),
        4 => new FourierConvolution<FloatLanes128>(shape),
        _ => new FourierConvolution<FloatLanes32>(shape),
    };

    private static int Lanes(ConvolutionShape shape, int? lanes)
    {
        int given = lanes ?? HardwareLanes.Widest(Math.Min(shape.InputChannels, shape.OutputChannels));
        if (given is not (16 or 8 or 4 or 1))
            throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "must be 16, 8, 4 or 1");
        return given <= shape.InputChannels ? given
            : throw new ArgumentOutOfRangeException(nameof(lanes), lanes,
            $"must be at most the {shape.InputChannels} input channels");
    }
}
