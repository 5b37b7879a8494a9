namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// How a convolution is computed. All ways compute the same sums and differ in rounding and in speed alone.
/// </summary>
public enum ConvolutionAlgorithm
{
    /// <summary>The fastest for the shape, by measured rules that depend on the shape alone.</summary>
    Auto,

    /// <summary>The sum over kernel taps as it is written; any kernel size, stride, precision and device.</summary>
    Direct,

    /// <summary>
    /// Winograd's F(4x4, 3x3): 36 products where the sum has 144, after linear transforms of 6 x 6 tiles. Kernel size 3
    /// and stride 1 alone. Measured relative float32 error 5e-7 (16 channels) to 1.1e-6 (512), direct 2e-7 to 1.2e-6.
    /// </summary>
    Winograd,

    /// <summary>
    /// By Fourier transform of the images: 1.5 products a pixel where the sum has k*k and Winograd's 2.25. Periodic
    /// boundary and stride 1 alone, kernels of size 2 and more; fast where the sides are powers of two. Measured
    /// relative float32 error 1.3e-7 (16 channels) to 3.4e-7 (512), relative to a whole image: what is 1e7 times
    /// smaller than the rest of its image is lost, and one number out of range spoils its image.
    /// </summary>
    Fourier,
}
