using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Layers;

/// <summary>
/// A convolution of a twin batch: y = W * x + b and dy = W * dx by one call, the bias b one number a channel or none.
/// Kernel size 1 on images of one position is the fully connected layer.
/// </summary>
/// <remarks>
/// Input <c>[2N, C_in, H, W]</c>, output <c>[2N, C_out, ceil(H/s), ceil(W/s)]</c> for stride s, both channels-last.
/// Cross-correlation, (k-1)/2 pixels, rounded down, added by the boundary above and to the left, the rest of k-1 below
/// and to the right.
/// </remarks>
public sealed class Convolution : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    private readonly Parameter weight; // these are the names under which TorchSharp registers them
    private readonly Parameter? bias;
    private readonly ConvolutionAlgorithm _algorithm;
    private readonly Fans _fans;
    private ConvolutionShape _shape;
    private readonly OutputBuffers? _buffers;
    private ConvolutionPlan? _plan;

    /// <summary>Creates the layer with weights and biases 0; see <see cref="Initialize"/>.</summary>
    /// <param name="inputChannels">C_in, 1 or more.</param>
    /// <param name="outputChannels">C_out, 1 or more.</param>
    /// <param name="kernelSize">k; even where the boundary is periodic.</param>
    /// <param name="stride">s, 1 or more.</param>
    /// <param name="boundary">What is seen beyond the edge.</param>
    /// <param name="algorithm">How the product is computed.</param>
    /// <param name="dtype">The arithmetic: 32 or 64 bit.</param>
    /// <param name="device">Where.</param>
    /// <param name="hasBias">Whether a bias is added to the signal.</param>
    /// <param name="reusesBuffers">Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>.</param>
    public Convolution(int inputChannels, int outputChannels, int kernelSize, int stride, Boundary boundary,
        ConvolutionAlgorithm algorithm, ScalarType dtype, Device device, bool hasBias = false,
        bool reusesBuffers = false)
        : base(nameof(Convolution))
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
        _fans = new(taps * inputChannels, taps * outputChannels);
        weight = new Parameter(zeros([taps, inputChannels, outputChannels], dtype, device), false);
        if (hasBias) bias = new Parameter(zeros([outputChannels], dtype, device), false);
        RegisterComponents();
    }

    /// <summary>
    /// The weights <c>[k*k, C_in, C_out]</c>; tap t is at row t / k and column t mod k of the kernel.
    /// </summary>
    public Tensor Weight => weight;

    /// <summary>The biases <c>[C_out]</c>; null where the layer has none.</summary>
    public Tensor? Bias => bias;

    /// <summary>What is seen beyond the edge.</summary>
    public Boundary Boundary => _shape.Boundary;

    /// <summary>Draws fresh weights. In 64-bit arithmetic they are the same numbers as in 32-bit.</summary>
    /// <param name="initializer">The law of the weights.</param>
    /// <param name="stream">The layer's random numbers for weights.</param>
    public void Initialize(IWeightInitializer initializer, RandomStream stream) =>
        DrawnParameter.Fill(weight, values => initializer.Fill(values, _fans, stream));

    /// <summary>Draws fresh biases, likewise.</summary>
    /// <param name="initializer">The law of the biases.</param>
    /// <param name="stream">The layer's random numbers for biases.</param>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public void InitializeBias(IChannelInitializer initializer, RandomStream stream) => DrawnParameter.Fill(
        bias ?? throw new InvalidOperationException("this convolution was made without a bias; make it with hasBias"),
        values => initializer.Fill(values, stream));

    /// <summary>
    /// Draws the weights of a net's first convolution (layer 0). No activation follows it: LeCun's law keeps the mean
    /// square.
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

        using DisposeScope scope = NewDisposeScope();
        Tensor output = _buffers is null ? _plan.Apply(input, weight)
            : _plan.Apply(input, weight, NextOutput(_buffers, input.shape[0]));
        if (bias is not null) TwinBatch.Signal(ChannelsLast.Rows(output)).AddInPlace(bias);
        return output.MoveToOuterDisposeScope();
    }

    private Tensor NextOutput(OutputBuffers buffers, long count)
    {
        long positions = (long)_shape.OutputHeight * _shape.OutputWidth;
        Tensor rows = buffers.Next(count * positions, _shape.OutputChannels, weight.dtype, weight.device);
        return ChannelsLast.Images(rows, count, _shape.OutputHeight, _shape.OutputWidth);
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
