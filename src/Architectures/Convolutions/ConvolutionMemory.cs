using MomentsDnns.Architectures.Convolutions.Fourier;
using MomentsDnns.Architectures.Convolutions.Winograd;
using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// The memory that a <see cref="ConvolutionPlan"/> takes beside images, weights and output: what it keeps between
/// calls, and what a call makes and gives back. Sums of the tensors that each algorithm makes, in bytes; a plan for a
/// machine, not a promise.
/// </summary>
internal static class ConvolutionMemory
{
    private const int Index = sizeof(long);

    /// <summary>Estimates it.</summary>
    /// <param name="shape">What is convolved.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="images">M, the images of a batch.</param>
    /// <param name="threads">Torch's threads.</param>
    /// <returns>Bytes.</returns>
    public static double Of(ConvolutionShape shape, ConvolutionAlgorithm algorithm, double images, int threads)
    {
        bool isOurs = shape.Precision == torch.ScalarType.Float32 && shape.Device.type == DeviceType.CPU;
        return (algorithm == ConvolutionAlgorithm.Auto ? FasterAlgorithm.Of(shape) : algorithm) switch
        {
            ConvolutionAlgorithm.Winograd => isOurs ? OurWinograd(shape, threads) : WinogradByTorch(shape, images),
            ConvolutionAlgorithm.Fourier => isOurs && FourierSpectrum.Fits(shape.Height, shape.Width)
                ? OurFourier(shape, images) : FourierByTorch(shape, images),
            _ => Direct(shape, images),
        };
    }

    private static double Weights(ConvolutionShape shape) => (double)shape.InputChannels * shape.OutputChannels;

    private static double Size(ConvolutionShape shape) =>
        shape.Precision == torch.ScalarType.Float64 ? sizeof(double) : sizeof(float);

    private static double OurWinograd(ConvolutionShape shape, int threads)
    {
        const double tilesPerBlock = 48;
        return sizeof(float) * WinogradMatrices.Planes
            * (Weights(shape) + (threads * tilesPerBlock * ((double)shape.InputChannels + shape.OutputChannels)));
    }

    // Sums and differences of weights, and the spectra of the images; the workers' memory is the cache's size.
    private static double OurFourier(ConvolutionShape shape, double images) =>
        sizeof(float) * ((shape.Taps * Weights(shape)) + (images * shape.Height * shape.Width * shape.InputChannels));

    private static double WinogradByTorch(ConvolutionShape shape, double images)
    {
        const int outputs = WinogradMatrices.Outputs, pixels = outputs * outputs;
        double tiles =
            images * Math.Ceiling(shape.Height / (double)outputs) * Math.Ceiling(shape.Width / (double)outputs);
        double inputs = 2 * WinogradMatrices.Planes * tiles * shape.InputChannels; // gathered, transformed
        double products = ((WinogradMatrices.Planes + pixels) * tiles * shape.OutputChannels) + Output(shape, images);
        return (Size(shape) * (inputs + products + (WinogradMatrices.Planes * Weights(shape))))
            + (Index * (WinogradMatrices.Planes + pixels) * tiles);
    }

    private static double FourierByTorch(ConvolutionShape shape, double images)
    {
        double frequencies = (double)shape.Height * ((shape.Width / 2) + 1);
        double spectra = images * frequencies * (2.0 * shape.InputChannels + 2.0 * shape.OutputChannels);
        // each made, then laid out anew
        double complex = spectra + ((frequencies + shape.Taps) * Weights(shape));
        return Size(shape) * ((2 * complex) + (2 * Output(shape, images)));
    }

    // The padded image and its index, what torch's convolution lays out for itself, and its output.
    private static double Direct(ConvolutionShape shape, double images)
    {
        if (shape.KernelSize == 1) return 0;
        double rows = images * (shape.Height + shape.KernelSize - 1.0) * (shape.Width + shape.KernelSize - 1.0);
        double padded =
            shape.Boundary == Boundary.Zero ? 0 : rows * ((Size(shape) * shape.InputChannels) + (2 * Index));
        // In 64 bits every pixel's neighbourhood, in two layouts; in 32 bits images and output once more, in blocks of
        // channels.
        double laidOut = shape.Precision == torch.ScalarType.Float64
            ? 2 * Size(shape) * shape.Taps * shape.InputChannels * images * shape.OutputHeight * shape.OutputWidth
            : Size(shape) * ((rows * shape.InputChannels) + Output(shape, images));
        return padded + laidOut + (Size(shape) * Output(shape, images));
    }

    private static double Output(ConvolutionShape shape, double images) =>
        images * shape.OutputHeight * shape.OutputWidth * shape.OutputChannels;
}
