using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Which algorithm <see cref="ConvolutionAlgorithm.Auto"/> takes.</summary>
/// <remarks>
/// <para>
/// Time of the direct convolution over that of Winograd's, measured in turn by benchmarks/Convolutions (float32, AVX2,
/// one thread; Cin = Cout = C, images H x H, M of them):
/// </para>
/// <code>
///    C   4x4: M=2    16   128   8x8: M=2    16   128   16x16: M=2    16   128
///   16       2.08  2.11  1.80       2.31  1.97  1.49         2.01  0.98  1.21
///   32       1.96  2.21  2.51       2.02  1.92  1.61         2.78  2.06  1.65
///   64       1.49  2.30  2.45       1.85  2.44  2.46         2.28  2.21  2.18
///  128       1.60  2.19  2.61       1.86  2.02  2.92         1.93  2.54  2.98
///  256       0.75  1.39  2.53       0.87  2.14  2.95         1.63  2.88  2.87
///  512       0.98  1.97  3.93       1.09  2.58  3.79         1.94  3.09  3.51
/// </code>
/// <para>
/// By torch's operations in float64, with a matrix product of its own: 1.58 (C = 32, 8x8, M = 16), 1.62 (32, 16x16, 128), 1.70
/// (128, 8x8, 16), 2.97 (256, 16x16, 16). Graphics processors were not measured: there the direct convolution stays.
/// </para>
/// </remarks>
internal static class FasterAlgorithm
{
    /// <summary>
    /// At 16 channels two threads gain nothing on large batches (0.75 to 1.6); at 32 they do on every size (1.1 to 3.0).
    /// </summary>
    private const int LeastChannels = 32;

    /// <summary>
    /// Products of the direct sum over those of Winograd's: 4 for whole tiles, less where a side leaves tiles half empty
    /// (5 x 5: 1.6). The table has whole tiles alone; below half of their gain the direct sum stays.
    /// </summary>
    private const double LeastSaving = 2;

    /// <summary>
    /// The faster algorithm; it depends on the shape alone, never on M, so that a run's rounding does not either.
    /// </summary>
    public static ConvolutionAlgorithm Of(ConvolutionShape shape)
    {
        bool isMeasured = shape.FitsWinograd && shape.Device.type == DeviceType.CPU;
        return isMeasured && Math.Min(shape.InputChannels, shape.OutputChannels) >= LeastChannels
            && Saving(shape) >= LeastSaving ? ConvolutionAlgorithm.Winograd : ConvolutionAlgorithm.Direct;
    }

    private static double Saving(ConvolutionShape shape)
    {
        double tiles = Math.Ceiling(shape.Height / (double)WinogradMatrices.Outputs)
            * Math.Ceiling(shape.Width / (double)WinogradMatrices.Outputs);
        return (double)shape.Taps * shape.Height * shape.Width / (tiles * WinogradMatrices.Planes);
    }
}
