using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// The sum over taps as torch computes it. A kernel of one tap is one matrix product of rows; zeros beyond the edge are
/// torch's own padding; the other boundaries gather the padded image by row index first, which holds for kernels
/// larger than the image too.
/// </summary>
internal sealed class DirectConvolution(ConvolutionShape shape) : IConvolutionKernel
{
    private readonly int[]? _rowsOfImage = RowsOfImage(shape);
    private readonly int _rowsHeight = shape.KernelSize == 1 ? shape.OutputHeight : shape.Height + shape.KernelSize - 1;
    private readonly int _rowsWidth = shape.KernelSize == 1 ? shape.OutputWidth : shape.Width + shape.KernelSize - 1;
    private Tensor? _index; // _rowsOfImage for every image of the last count
    private int _indexCount;

    public Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output)
    {
        Tensor gathered = _rowsOfImage is null ? rows : rows.index_select(0, Index(count, _rowsOfImage));
        if (shape.KernelSize == 1) return MatrixProduct.Of(gathered, weights[0], output);

        bool torchPads = _rowsOfImage is null;
        Tensor images = torchPads
            ? ChannelsLast.Images(gathered, count, shape.Height, shape.Width)
            : ChannelsLast.Images(gathered, count, _rowsHeight, _rowsWidth);
        Tensor kernel = weights.view(shape.KernelSize, shape.KernelSize, shape.InputChannels, shape.OutputChannels)
            .permute(3, 2, 0, 1);
        long padding = torchPads ? shape.PaddingBefore : 0;
        Tensor result = ChannelsLast.Rows(nn.functional.conv2d(images, kernel,
            strides: [shape.Stride, shape.Stride], padding: [padding, padding])).contiguous();
        return output is null ? result : output.copy_(result);
    }

    public void Dispose() => _index?.Dispose();

    /// <summary>
    /// For each row that the product or torch's convolution reads of one image, the row of the image that stands there;
    /// null where the image is read as it is.
    /// </summary>
    private static int[]? RowsOfImage(ConvolutionShape shape)
    {
        bool isAsItIs = shape.KernelSize == 1 ? shape.Stride == 1 : shape.Boundary == Boundary.Zero;
        if (isAsItIs) return null;

        // A kernel of one tap reads every s-th pixel alone; a larger one leaves the stride to torch.
        int step = shape.KernelSize == 1 ? shape.Stride : 1;
        List<int> rows = [];
        for (int y = -shape.PaddingBefore; y < shape.Height + shape.PaddingAfter; y += step)
        {
            int row = BoundaryIndex.Resolve(shape.Boundary, y, shape.Height);
            for (int x = -shape.PaddingBefore; x < shape.Width + shape.PaddingAfter; x += step)
                rows.Add(row * shape.Width + BoundaryIndex.Resolve(shape.Boundary, x, shape.Width));
        }

        return [.. rows];
    }

    private Tensor Index(int count, int[] rowsOfImage)
    {
        if (_index is not null && _indexCount == count) return _index;
        _index?.Dispose();
        _index = RowIndex.Create(rowsOfImage, count, shape.Height * shape.Width, shape.Device);
        _indexCount = count;
        return _index;
    }
}
