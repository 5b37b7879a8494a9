using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// Batch normalization of a twin batch: z_c = (y_c - E y_c) / sqrt(Var y_c + epsilon), the statistics taken per channel over
/// images and positions of the clean signal. To the noise they are constants: dz_c = dy_c / sqrt(Var y_c + epsilon).
/// </summary>
/// <remarks>
/// Input and output <c>[2N, C, H, W]</c>, channels-last. Variances are population variances (divided by N H W). Source:
/// Labatie 2019, section 2; Ioffe and Szegedy 2015.
/// </remarks>
public sealed class BatchNormalization : nn.Module<Tensor, Tensor>
{
    private readonly double _epsilon;
    private readonly bool _inPlace;
    private readonly OutputBuffers? _buffers;

    /// <summary>Creates the layer.</summary>
    /// <param name="epsilon">Added to the variance; 0 or more.</param>
    /// <param name="inPlace">Whether the output overwrites the input, which then nobody may need any more.</param>
    /// <param name="reusesBuffers">Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not a number.</exception>
    public BatchNormalization(double epsilon, bool inPlace = false, bool reusesBuffers = false)
        : base(nameof(BatchNormalization))
    {
        if (!(epsilon >= 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "must be 0 or more");
        (_epsilon, _inPlace, _buffers) = (epsilon, inPlace, reusesBuffers && !inPlace ? new OutputBuffers() : null);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.device_type != DeviceType.CPU) return ByTorch(input, _epsilon);
        using DisposeScope scope = NewDisposeScope();
        Tensor source = ChannelsLast.Rows(input).contiguous();
        Tensor target = _inPlace ? source
            : _buffers?.Next(source.shape[0], source.shape[1], source.dtype, source.device) ?? empty_like(source);
        (double[] mean, double[] variance) = ChannelMeanVariance.Of(TwinBatch.Signal(source));
        double[] scale = [.. variance.Select(v => 1 / Math.Sqrt(v + _epsilon))];
        BatchNormKernel.Apply(source, target, mean, scale);
        return ChannelsLast.Images(target, input.shape[0], input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>The same by torch's operations: for other devices, and to check the kernel.</summary>
    internal static Tensor ByTorch(Tensor input, double epsilon)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor signal = TwinBatch.Signal(input);
        Tensor centred = signal.Minus(signal.mean([0, 2, 3], keepdim: true));
        Tensor root = centred.mul(centred).mean([0, 2, 3], keepdim: true).Plus(epsilon).sqrt();
        return TwinBatch.Stack(centred.div(root), TwinBatch.Noise(input).div(root)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _buffers?.Dispose();
        base.Dispose(disposing);
    }
}
