using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;
using TorchConvolution = TorchSharp.Modules.Convolution;

namespace MomentsDnns.Training.Networks;

/// <summary>
/// A convolution of torch's that sees beyond the edge what the kernels see: <c>[N, C_in, H, W]</c> to <c>[N, C_out,
/// ceil(H/s), ceil(W/s)]</c>, weights <c>[C_out, C_in, k, k]</c>. Zeros are torch's own padding; the other boundaries
/// join edges to the image, first rows, then columns, for kernels larger than the image too.
/// </summary>
internal sealed class BoundaryConv2d : TorchConvolution
{
    private readonly ConvolutionShape _shape;

    public BoundaryConv2d(int inputs, int outputs, int kernelSize, int stride, Boundary boundary, bool hasBias,
        ScalarType dtype)
        : base(nameof(BoundaryConv2d), inputs, outputs, [kernelSize, kernelSize], [stride, stride],
            boundary == Boundary.Zero ? [(kernelSize - 1) / 2, (kernelSize - 1) / 2] : [0, 0], null, [1, 1],
            transposed: false, [0, 0], 1, hasBias, PaddingModes.Zeros, CPU, dtype)
    {
        _shape = new()
        {
            KernelSize = kernelSize,
            Boundary = boundary,
            InputChannels = inputs,
            OutputChannels = outputs,
            Height = 1, // of the images, not known here
            Width = 1,
        };
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor padded = _shape.Boundary == Boundary.Zero ? input : Padded(Padded(input, 2), 3);
        Tensor value = nn.functional.conv2d(padded, weight, bias, stride, padding);
        // In a probe the weights are constants.
        if (LinearConvolution.Applies(padded, weight))
            value = LinearConvolution.Of(padded, value, weight, new(stride, padding!, dilation, groups));
        return value.MoveToOuterDisposeScope();
    }

    private Tensor Padded(Tensor input, int axis)
    {
        int length = (int)input.shape[axis], before = _shape.PaddingBefore, after = _shape.PaddingAfter;
        List<Tensor> parts = [];
        if (before > 0) parts.Add(Edge(-before, before));
        parts.Add(input);
        if (after > 0) parts.Add(Edge(length, after));
        return cat(parts, axis);

        Tensor Edge(int start, int count)
        {
            long[] pixels = [.. Enumerable.Range(start, count)
                .Select(at => (long)BoundaryIndex.Resolve(_shape.Boundary, at, length))];
            // A part of the image keeps its layout, a selection of pixels does not.
            bool isPart = pixels.Zip(pixels.Skip(1), (a, b) => b - a).All(step => step == 1);
            return isPart ? input.narrow(axis, pixels[0], count) : input.index_select(axis, tensor(pixels));
        }
    }
}
