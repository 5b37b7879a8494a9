using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// A periodic convolution of stride 1 by torch's Fourier transform: any sides, precision and device.
/// </summary>
internal sealed class FourierTensorConvolution : IConvolutionKernel
{
    private static readonly long[] s_sides = [1, 2]; // of [M, H, W, C]

    private readonly ConvolutionShape _shape;
    private readonly Tensor _phases; // [H * (W/2 + 1), k*k], complex

    /// <summary>Prepares a shape of the periodic boundary and stride 1.</summary>
    public FourierTensorConvolution(ConvolutionShape shape)
    {
        _shape = shape;
        _phases = Phases(shape).DetachFromDisposeScope();
    }

    public Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output)
    {
        (int height, int width) = (_shape.Height, _shape.Width);
        Tensor spectra = fft.rfftn(rows.view(count, height, width, _shape.InputChannels), dim: s_sides);
        Tensor kernel = _phases.mm(weights.view(_shape.Taps, -1).to(_phases.dtype)).view(-1, _shape.InputChannels,
            _shape.OutputChannels);
        Tensor products = spectra.permute(1, 2, 0, 3).reshape(-1, count, _shape.InputChannels).bmm(kernel);
        Tensor images = fft.irfftn(products.view(height, -1, count, _shape.OutputChannels).permute(2, 0, 1, 3),
            s: [height, width], dim: s_sides);
        // Torch's inverse leaves its memory in another order than its sides.
        Tensor result = images.reshape(-1, _shape.OutputChannels).contiguous();
        return output is null ? result : output.copy_(result);
    }

    public void Dispose() => _phases.Dispose();

    // exp(2 pi i (j y / H + l x / W)) of the frequency (j, l) and of the tap at (y, x) from the kernel's centre.
    private static Tensor Phases(ConvolutionShape shape)
    {
        using DisposeScope scope = NewDisposeScope();
        int columns = shape.Width / 2 + 1;
        double[,] turns = new double[shape.Height * columns, shape.Taps];
        for (int frequency = 0; frequency < shape.Height * columns; frequency++)
        {
            for (int tap = 0; tap < shape.Taps; tap++)
            {
                int y = tap / shape.KernelSize - shape.PaddingBefore, x = tap % shape.KernelSize - shape.PaddingBefore;
                turns[frequency, tap] = 2 * Math.PI
                    * ((double)(frequency / columns) * y / shape.Height
                    + (double)(frequency % columns) * x / shape.Width);
            }
        }

        Tensor angles = tensor(turns);
        return complex(angles.cos().to(shape.Precision, shape.Device), angles.sin().to(shape.Precision, shape.Device))
            .MoveToOuterDisposeScope();
    }
}
