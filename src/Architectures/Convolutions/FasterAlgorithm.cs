using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Which algorithm <see cref="ConvolutionAlgorithm.Auto"/> takes.</summary>
/// <remarks>
/// <para>
/// Time of the direct convolution over that of Winograd's, measured in turn by benchmarks/Convolutions (float32, AVX-512,
/// one thread, processor time; Cin = Cout = C, images H x H, M of them):
/// </para>
/// <code>
///    C   4x4: M=2    16   128   8x8: M=2    16   128   16x16: M=2    16   128   32x32: M=2    16   128
///   16       1.71  1.82  1.72       1.85  1.58  0.94         1.76  1.34  0.79         1.40  0.61  0.53
///   32       1.37  1.40  1.83       1.40  1.61  1.10         1.58  1.33  1.16         1.32  1.44  1.33
///   64       1.00  1.83  1.78       1.23  1.94  1.38         1.51  1.42  1.91         1.79  1.14  1.70
///  128       0.66  1.52  1.72       1.20  1.76  1.85         1.31  1.75  1.86         1.69  1.85  1.42
///  256       0.65  0.91  2.19       1.11  1.86  2.07         1.31  2.11  1.91         1.62  2.26     -
///  512       1.29  1.56  2.62       1.41  1.95  2.70         1.27  2.70  2.80         2.21  2.29     -
/// </code>
/// <para>
/// Float64 by torch's operations: 1.58 (C = 32, 8x8, M = 16), 1.62 (32, 16x16, 128), 1.70 (128, 8x8, 16), 2.97 (256,
/// 16x16, 16). Graphics processors were not measured: there the direct convolution stays.
/// </para>
/// </remarks>
internal static class FasterAlgorithm
{
    /// <summary>Below it the transforms cost what the products save.</summary>
    private const int LeastChannels = 32;

    /// <summary>
    /// Products of the direct sum over those of Winograd's: 4 for whole tiles, less where a side leaves tiles half empty
    /// (5 x 5: 1.6). The table has whole tiles alone; below half of their gain the direct sum stays.
    /// </summary>
    private const double LeastSaving = 2;

    /// <summary>The faster algorithm; it depends on the shape alone, never on M, so that a run's rounding does not either.</summary>
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
