using MomentsDnns.Architectures.Convolutions.Fourier;
using MomentsDnns.Architectures.Convolutions.Winograd;
using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Which algorithm <see cref="ConvolutionAlgorithm.Auto"/> takes.</summary>
/// <remarks>
/// <para>
/// Time of the direct convolution over that of Winograd's and of Fourier's, measured in turn by benchmarks/Convolutions
/// (float32, AVX2, processor time of one thread; 3 x 3, periodic, Cin = Cout = C, images H x H, M of them):
/// </para>
/// <code>
///    C   4x4: M=2         16        128    8x8: M=2         16        128  16x16: M=2         16        128
///   16   2.4 1.8    2.7 2.1    2.2 1.8     2.7 1.5    2.3 1.6    1.8 1.1      2.4 0.9    1.7 0.9    1.4 1.1
///   32   2.5 1.9    2.6 2.3    2.7 2.3     2.4 1.6    2.2 1.7    1.5 1.1      2.2 0.9    2.3 1.6    1.9 1.5
///   64   1.8 1.5    2.5 2.6    2.8 2.8     2.3 1.6    2.6 2.3    2.6 2.3      2.4 1.0    2.0 1.9    2.2 2.2
///  128   2.0 2.4    1.9 3.4    2.7 3.3     1.7 1.4    1.9 2.1    2.7 2.8      1.6 1.0    2.8 2.6    3.0 3.2
///  256   0.6 1.0    1.3 2.0    2.2 3.2     0.8 1.1    1.9 2.5    2.5 3.4      1.8 1.0    2.4 2.6    2.9 3.6
///  512   0.7 1.6    1.6 3.2    4.0 6.3     0.8 1.0    2.5 3.4    3.7 5.0      1.6 1.1    2.9 2.9    3.5 4.5
/// </code>
/// <para>
/// 32 x 32: at 128 channels Winograd's is the faster (64 images: 3.0 2.9; on two threads, wall time, 3.2 2.7), above
/// Fourier's (256 channels, 64 images: 2.5 3.9; 512, 32: 3.5 4.0). Two threads at 16 x 16, wall time: 128 channels, 64
/// images 3.0 3.2; 512, 128: 3.7 4.4.
/// </para>
/// <para>
/// Kernels of other sizes, direct over Fourier's: 5 x 5 1.3 to 2.1 (C = 16), 2.6 to 3.9 (32), 3.1 (64), 4.2 to 7.4
/// (128), 7.7 (512); 2 x 2 0.7 to 1.0 (16), 0.9 to 1.3 (32), 1.2 (64), 1.3 to 1.6 (128), 2.0 (256), 1.8 (512).
/// </para>
/// <para>
/// By torch's operations in float64, Winograd's with a matrix product of its own: 1.58 (C = 32, 8x8, M = 16), 1.62 (32,
/// 16x16, 128), 1.70 (128, 8x8, 16), 2.97 (256, 16x16, 16); Fourier's is slower than Winograd's. Graphics processors
/// were not measured: there the direct convolution stays.
/// </para>
/// </remarks>
internal static class FasterAlgorithm
{
    /// <summary>
    /// At 16 channels two threads gain nothing on large batches (0.75 to 1.6); at 32 they do on every size (1.1 to
    /// 3.0).
    /// </summary>
    private const int LeastChannels = 32;

    /// <summary>
    /// From here on Fourier's way is faster than Winograd's for batches that are trained on, larger images needing more
    /// channels: a few images alone pay for weights at every frequency. Kernels above 3 x 3, which Winograd's way does
    /// not compute, gain from <see cref="LeastChannels"/> on.
    /// </summary>
    private const int LeastChannelsOfSmallKernels = 128, LeastChannelsOfLargerImages = 256;

    /// <summary>Images of these sides were measured; up to the middle one is small.</summary>
    private const int LeastSide = 4, LargestSmallSide = 16, LargestSide = 32;

    /// <summary>
    /// Products of the direct sum over those of Winograd's: 4 for whole tiles, less where a side leaves tiles half
    /// empty (5 x 5: 1.6). The table has whole tiles alone; below half of their gain the direct sum stays.
    /// </summary>
    private const double LeastSaving = 2;

    /// <summary>
    /// The fastest algorithm; it depends on the shape alone, never on M, so that a run's rounding does not either.
    /// </summary>
    public static ConvolutionAlgorithm Of(ConvolutionShape shape)
    {
        int channels = Math.Min(shape.InputChannels, shape.OutputChannels);
        if (shape.Device.type != DeviceType.CPU || channels < LeastChannels) return ConvolutionAlgorithm.Direct;
        return IsFasterByFourier(shape, channels) ? ConvolutionAlgorithm.Fourier
            : shape.FitsWinograd && Saving(shape) >= LeastSaving ? ConvolutionAlgorithm.Winograd
            : ConvolutionAlgorithm.Direct;
    }

    private static bool IsFasterByFourier(ConvolutionShape shape, int channels)
    {
        (int least, int largest) = (Math.Min(shape.Height, shape.Width), Math.Max(shape.Height, shape.Width));
        bool isMeasured = shape.FitsFourier && FourierSpectrum.Fits(shape.Height, shape.Width) && least >= LeastSide
            && largest <= LargestSide && shape.Precision == torch.ScalarType.Float32;
        return isMeasured && channels >= (shape.KernelSize > 3 ? LeastChannels
            : largest <= LargestSmallSide ? LeastChannelsOfSmallKernels : LeastChannelsOfLargerImages);
    }

    private static double Saving(ConvolutionShape shape)
    {
        double tiles = Math.Ceiling(shape.Height / (double)WinogradMatrices.Outputs)
            * Math.Ceiling(shape.Width / (double)WinogradMatrices.Outputs);
        return (double)shape.Taps * shape.Height * shape.Width / (tiles * WinogradMatrices.Planes);
    }
}
