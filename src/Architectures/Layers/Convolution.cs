using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Layers;

/// <summary>
/// A convolution of a twin batch, without bias: y = W * x and dy = W * dx by one call. Kernel size 1 on images of one
/// position is the fully connected layer.
/// </summary>
/// <remarks>
/// Input <c>[2N, C_in, H, W]</c>, output <c>[2N, C_out, ceil(H/s), ceil(W/s)]</c> for stride s, both channels-last. Cross-correlation,
/// (k-1)/2 pixels added on each side by the boundary.
/// </remarks>
public sealed class Convolution : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // the name under which TorchSharp registers it
    private readonly ConvolutionAlgorithm _algorithm;
    private readonly int _fanIn;
    private ConvolutionShape _shape;
    private readonly OutputBuffers? _buffers;
    private ConvolutionPlan? _plan;

    /// <summary>Creates the layer with weights 0; see <see cref="Initialize"/>.</summary>
    /// <param name="inputChannels">C_in, 1 or more.</param>
    /// <param name="outputChannels">C_out, 1 or more.</param>
    /// <param name="kernelSize">k, odd.</param>
    /// <param name="stride">s, 1 or more.</param>
    /// <param name="boundary">What is seen beyond the edge.</param>
    /// <param name="algorithm">How the product is computed.</param>
    /// <param name="dtype">The arithmetic: 32 or 64 bit.</param>
    /// <param name="device">Where.</param>
    /// <param name="reusesBuffers">Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>.</param>
    public Convolution(int inputChannels, int outputChannels, int kernelSize, int stride, Boundary boundary,
        ConvolutionAlgorithm algorithm, ScalarType dtype, Device device, bool reusesBuffers = false) : base(nameof(Convolution))
    {
        (_algorithm, _buffers) = (algorithm, reusesBuffers ? new OutputBuffers() : null);
        _shape = new ConvolutionShape
        {
            InputChannels = inputChannels,
            OutputChannels = outputChannels,
            KernelSize = kernelSize,
            Stride = stride,
            Boundary = boundary,
            Precision = dtype,
            Device = device,
            Height = 1,
            Width = 1, // of the images, known when the first arrive
        };
        int taps = kernelSize * kernelSize;
        _fanIn = taps * inputChannels;
        weight = new Parameter(zeros([taps, inputChannels, outputChannels], dtype, device), false);
        RegisterComponents();
    }

    /// <summary>The weights <c>[k*k, C_in, C_out]</c>; tap t is at row t / k and column t mod k of the kernel.</summary>
    public Tensor Weight => weight;

    /// <summary>Draws fresh weights. In 64-bit arithmetic they are the same numbers as in 32-bit.</summary>
    public void Initialize(IWeightInitializer initializer, RandomStream stream)
    {
        if (weight.dtype == ScalarType.Float32 && weight.device_type == DeviceType.CPU)
        {
            initializer.Fill(TensorMemory.Span<float>(weight), _fanIn, stream);
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor drawn = zeros(weight.shape, ScalarType.Float32);
        initializer.Fill(TensorMemory.Span<float>(drawn), _fanIn, stream);
        using (no_grad()) weight.copy_(drawn);
    }

    /// <summary>
    /// Draws the weights of a net's first convolution (layer 0). No activation follows it: LeCun's law keeps the mean square.
    /// </summary>
    public void InitializeFirst(ulong seed, int simulation) =>
        Initialize(new LeCunInitializer(), new RandomStream(seed, simulation, 0, RandomPurpose.Weight));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        (int height, int width) = ((int)input.shape[2], (int)input.shape[3]);
        if (_plan is null || height != _shape.Height || width != _shape.Width)
        {
            _plan?.Dispose();
            _shape = _shape with { Height = height, Width = width };
            _plan = new ConvolutionPlan(_shape, _algorithm);
        }

        if (_buffers is null) return _plan.Apply(input, weight);
        using DisposeScope scope = NewDisposeScope();
        long count = input.shape[0], positions = (long)_shape.OutputHeight * _shape.OutputWidth;
        Tensor rows = _buffers.Next(count * positions, _shape.OutputChannels, weight.dtype, weight.device);
        Tensor output = ChannelsLast.Images(rows, count, _shape.OutputHeight, _shape.OutputWidth);
        return _plan.Apply(input, weight, output).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _plan?.Dispose();
            _buffers?.Dispose();
        }

        base.Dispose(disposing);
    }
}
