using MomentsDnns.Architectures.Convolutions.Fourier;
using MomentsDnns.Architectures.Convolutions.Winograd;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// A convolution of one <see cref="ConvolutionShape"/>, prepared once and applied to many batches and weights. It keeps
/// its working memory between calls and gives it back when disposed.
/// </summary>
/// <remarks>
/// The same call on the same machine with the same number of threads gives the same bits. No gradient flows through it.
/// Not thread safe: one plan serves one thread.
/// </remarks>
internal sealed class ConvolutionPlan : IDisposable
{
    private readonly IConvolutionKernel _kernel;

    /// <summary>Prepares a shape.</summary>
    /// <param name="shape">What is convolved.</param>
    /// <param name="algorithm">How; <see cref="ConvolutionAlgorithm.Auto"/> by default.</param>
    /// <exception cref="ArgumentException">
    /// The shape breaks a rule of <see cref="ConvolutionShape"/>, or <see cref="ConvolutionAlgorithm.Winograd"/> is
    /// demanded for another kernel size than 3 or another stride than 1, or <see cref="ConvolutionAlgorithm.Fourier"/>
    /// for a boundary that is not periodic, kernel size 1 or another stride than 1.
    /// </exception>
    public ConvolutionPlan(ConvolutionShape shape, ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.Auto)
    {
        shape.ThrowIfInvalid();
        ThrowIfUnfit(shape, algorithm);
        Shape = shape;
        Algorithm = algorithm == ConvolutionAlgorithm.Auto ? FasterAlgorithm.Of(shape) : algorithm;
        _kernel = Kernel(shape, Algorithm);
    }

    /// <summary>What is convolved.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>How it is computed: the algorithm demanded, or the one that Auto took.</summary>
    public ConvolutionAlgorithm Algorithm { get; }

    /// <summary>Convolves a batch.</summary>
    /// <param name="images">
    /// <c>[M, Cin, H, W]</c>, any M of 1 or more; channels-last memory is read in place, other is copied.
    /// </param>
    /// <param name="weights"><c>[k*k, Cin, Cout]</c>, the tap (ky, kx) at ky*k + kx.</param>
    /// <param name="output">
    /// Where to write, <c>[M, Cout, H', W']</c> in channels-last memory that does not overlap
    /// <paramref name="images"/>; null (the default) for a new tensor.
    /// </param>
    /// <returns>
    /// <c>[M, Cout, H', W']</c> in channels-last memory; <paramref name="output"/> itself where it was given.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A tensor has another shape, precision or memory layout than the plan.
    /// </exception>
    public Tensor Apply(Tensor images, Tensor weights, Tensor? output = null)
    {
        Require(images, nameof(images), [-1, Shape.InputChannels, Shape.Height, Shape.Width]);
        Require(weights, nameof(weights), [Shape.Taps, Shape.InputChannels, Shape.OutputChannels]);
        int count = checked((int)images.shape[0]);
        if (output is not null)
            Require(output, nameof(output), [count, Shape.OutputChannels, Shape.OutputHeight, Shape.OutputWidth]);

        using var gradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor? outputRows = output is null ? null : RowsInPlace(output);
        Tensor result = _kernel.Apply(ChannelsLast.Rows(images).contiguous(), count, weights.contiguous(), outputRows);
        return output
            ?? ChannelsLast.Images(result, count, Shape.OutputHeight, Shape.OutputWidth).MoveToOuterDisposeScope();
    }

    /// <summary>Gives the working memory back.</summary>
    public void Dispose() => _kernel.Dispose();

    private static void ThrowIfUnfit(ConvolutionShape shape, ConvolutionAlgorithm algorithm)
    {
        const string remedy = "take Auto or Direct";
        if (algorithm == ConvolutionAlgorithm.Winograd && !shape.FitsWinograd)
        {
            throw new ArgumentException($"Winograd: needs kernel size 3 and stride 1, got kernel size "
                + $"{shape.KernelSize} and stride {shape.Stride}; {remedy}");
        }

        if (algorithm == ConvolutionAlgorithm.Fourier && !shape.FitsFourier)
        {
            string boundary = shape.Boundary.ToString().ToLowerInvariant();
            throw new ArgumentException("Fourier: needs a periodic boundary, kernels above size 1 and stride 1, got "
                + $"the {boundary} one, kernel size {shape.KernelSize} and stride {shape.Stride}; {remedy}");
        }
    }

    private static IConvolutionKernel Kernel(ConvolutionShape shape, ConvolutionAlgorithm algorithm)
    {
        bool isOurs = shape.Precision == ScalarType.Float32 && shape.Device.type == DeviceType.CPU;
        return algorithm switch
        {
            ConvolutionAlgorithm.Winograd =>
                isOurs ? VectorConvolution.Winograd(shape) : new WinogradTensorConvolution(shape),
            ConvolutionAlgorithm.Fourier => isOurs && FourierSpectrum.Fits(shape.Height, shape.Width)
                ? VectorConvolution.Fourier(shape) : new FourierTensorConvolution(shape),
            _ => new DirectConvolution(shape),
        };
    }

    private static Tensor RowsInPlace(Tensor output)
    {
        if (output.permute(0, 2, 3, 1).is_contiguous()) return ChannelsLast.Rows(output);
        throw new ArgumentException(
            $"output [{string.Join(", ", output.shape)}] with strides [{string.Join(", ", output.stride())}]: must "
            + "lie " +
            "channels-last; make it with ChannelsLast.Images over contiguous rows");
    }

    private void Require(Tensor values, string name, ReadOnlySpan<long> expected)
    {
        long[] actual = values.shape;
        bool fits = actual.Length == expected.Length;
        for (int i = 0; fits && i < expected.Length; i++)
            fits = expected[i] == actual[i] || (expected[i] < 0 && actual[i] >= 1);
        if (!fits)
        {
            throw new ArgumentException($"{name} [{string.Join(", ", actual)}]: must be " +
                $"[{string.Join(", ", expected.ToArray()).Replace("-1", "M", StringComparison.Ordinal)}]; " +
                "make a plan for these tensors");
        }

        if (values.dtype != Shape.Precision || values.device_type != Shape.Device.type)
        {
            throw new ArgumentException($"{name} {values.dtype} on {values.device_type}: must be {Shape.Precision} on "
                + "" +
                $"{Shape.Device.type}; convert it, or make a plan for it");
        }
    }
}
