using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Which algorithm <see cref="ConvolutionAlgorithm.Auto"/> takes.</summary>
/// <remarks>
/// <para>
/// Time of the direct convolution over that of Winograd's, measured in turn by benchmarks/Convolutions (float32, AVX-512,
/// one thread, processor time, on a machine that others shared; Cin = Cout = C, images H x H, M of them):
/// </para>
/// <code>
///    C   4x4: M=2    16   128   8x8: M=2    16   128   16x16: M=2    16   128   32x32: M=2    16   128
///   16       1.19  2.06  1.81       1.97  1.69  1.16         1.73  1.19  0.98         1.32  1.06  0.92
///   32       1.37  1.59  1.73       1.58  1.59  1.28         1.58  1.42  1.21         1.56  1.40  1.47
///   64       1.09  2.34  1.97       1.24  1.60  0.99         1.55  1.25  1.10         1.87  2.04  2.04
///  128       0.77  1.25  1.85       1.04  1.46  1.62         1.46  1.57  2.08         1.91  2.01  1.98
///  256       0.56  1.13  1.98       0.70  1.36  1.93         1.03  1.90  1.86         2.05  2.12     -
///  512       0.97  1.51  2.46       0.92  1.81  2.54         1.34  2.08  2.52         1.74  2.59     -
/// </code>
/// <para>
/// Float64 by torch's operations: 1.58 (C = 32, 8x8, M = 16), 1.62 (32, 16x16, 128), 1.70 (128, 8x8, 16), 2.97 (256,
/// 16x16, 16). Graphics processors were not measured: there the direct convolution stays.
/// </para>
/// </remarks>
internal static class FasterAlgorithm
{
    /// <summary>
    /// Below it the transforms cost what the products save; at 32 channels the two tie once two threads share the work
    /// (0.92 and 0.90 by the wall at 16x16 with M = 2 and 128).
    /// </summary>
    private const int LeastChannels = 48;

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
