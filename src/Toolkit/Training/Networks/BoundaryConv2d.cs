using MomentsDnns.Architectures.Convolutions;
using TorchSharp;
using static TorchSharp.torch;
using TorchConvolution = TorchSharp.Modules.Convolution;

namespace MomentsDnns.Training.Networks;

/// <summary>
/// A convolution of torch's that sees beyond the edge what the kernels see: <c>[N, C_in, H, W]</c> to <c>[N, C_out,
/// ceil(H/s), ceil(W/s)]</c>. Zeros are torch's own padding; the other boundaries take rows and columns by index, which
/// holds for kernels larger than the image too. Weights <c>[C_out, C_in, k, k]</c>.
/// </summary>
internal sealed class BoundaryConv2d : TorchConvolution
{
    private readonly Boundary _boundary;
    private readonly int _before, _after;
    private Tensor? _rows, _columns; // the pixels of the padded image, of the last size
    private (long Height, long Width) _size;

    public BoundaryConv2d(int inputs, int outputs, int kernelSize, int stride, Boundary boundary, bool hasBias,
        ScalarType dtype)
        : base(nameof(BoundaryConv2d), inputs, outputs, [kernelSize, kernelSize], [stride, stride],
            boundary == Boundary.Zero ? [(kernelSize - 1) / 2, (kernelSize - 1) / 2] : [0, 0], null, [1, 1],
            transposed: false, [0, 0], 1, hasBias, PaddingModes.Zeros, CPU, dtype)
    {
        ConvolutionShape shape = new()
        {
            KernelSize = kernelSize,
            Boundary = boundary,
            InputChannels = inputs,
            OutputChannels = outputs,
            Height = 1,
            Width = 1,
        };
        (_boundary, _before, _after) = (boundary, shape.PaddingBefore, shape.PaddingAfter);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor padded = _boundary == Boundary.Zero ? input : Padded(input);
        return nn.functional.conv2d(padded, weight, bias, stride, padding).MoveToOuterDisposeScope();
    }

    private Tensor Padded(Tensor input)
    {
        (long Height, long Width) size = (input.shape[2], input.shape[3]);
        if (_rows is null || size != _size)
        {
            _rows?.Dispose();
            _columns?.Dispose();
            (_rows, _columns, _size) = (Pixels(size.Height), Pixels(size.Width), size);
        }

        return input.index_select(2, _rows).index_select(3, _columns!);
    }

    private Tensor Pixels(long length) => tensor([.. Enumerable.Range(-_before, (int)length + _before + _after)
        .Select(at => (long)BoundaryIndex.Resolve(_boundary, at, (int)length))]).DetachFromDisposeScope();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows?.Dispose();
            _columns?.Dispose();
        }

        base.Dispose(disposing);
    }
}
