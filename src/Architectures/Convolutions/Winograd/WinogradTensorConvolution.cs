using TorchSharp;
using static MomentsDnns.Architectures.Convolutions.Winograd.WinogradMatrices;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions.Winograd;

/// <summary>
/// F(4x4, 3x3) by torch's operations alone: any precision and device. The transforms are matrix products.
/// </summary>
internal sealed class WinogradTensorConvolution : IConvolutionKernel
{
    private readonly ConvolutionShape _shape;
    private readonly WinogradTiling _tiling;
    private readonly Tensor _inputTransform, _kernelTransform, _outputTransform; // [36, 36], [36, 9], [16, 36]
    private Tensor? _inputIndex, _outsideIndex, _outputIndex;
    private int _indexCount;

    /// <summary>Prepares a shape of kernel size 3 and stride 1.</summary>
    public WinogradTensorConvolution(ConvolutionShape shape)
    {
        _shape = shape;
        _tiling = new WinogradTiling(shape);
        _inputTransform = Square(Input());
        _kernelTransform = Square(Kernel());
        _outputTransform = Square(Output());
    }

    public Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output)
    {
        PrepareIndices(count);
        long tiles = (long)count * _tiling.TilesPerImage;
        Tensor kernel = _kernelTransform.mm(weights.view(_shape.Taps, -1))
            .view(Planes, _shape.InputChannels, _shape.OutputChannels);
        Tensor inputs = rows.index_select(0, _inputIndex!); // [36 * tiles, Cin]
        if (_outsideIndex is not null)
        {
            using Scalar zero = 0.0.ToScalar(); // held through the call, see SafeArithmetic
            inputs.index_fill_(0, _outsideIndex, zero);
        }

        Tensor transformed = _inputTransform.mm(inputs.view(Planes, -1)).view(Planes, tiles, _shape.InputChannels);
        Tensor outputs = _outputTransform.mm(transformed.bmm(kernel).view(Planes, -1)); // [16, tiles * Cout]
        Tensor result = outputs.view(-1, _shape.OutputChannels).index_select(0, _outputIndex!);
        return output is null ? result : output.copy_(result);
    }

    public void Dispose()
    {
        _inputTransform.Dispose();
        _kernelTransform.Dispose();
        _outputTransform.Dispose();
        DisposeIndices();
    }

    private Tensor Square(double[,] matrix) =>
        KroneckerSquare(matrix, _shape.Precision, _shape.Device).DetachFromDisposeScope();

    private void DisposeIndices()
    {
        _inputIndex?.Dispose();
        _outsideIndex?.Dispose();
        _outputIndex?.Dispose();
    }

    /// <summary>
    /// The rows of the batch that element p of tile t reads, at p * tiles + t; which of those are zeros; and where row
    /// r of the result stands among the outputs, element p of tile t at p * tiles + t.
    /// </summary>
    private void PrepareIndices(int count)
    {
        if (_indexCount == count) return;
        DisposeIndices();
        int pixels = _shape.Height * _shape.Width;
        long tiles = (long)count * _tiling.TilesPerImage;
        long[] inputs = new long[Planes * tiles], outputs = new long[(long)count * pixels];
        List<long> outside = [];
        for (long tile = 0; tile < tiles; tile++)
        {
            long image = tile / _tiling.TilesPerImage;
            int local = (int)(tile % _tiling.TilesPerImage);
            for (int p = 0; p < Planes; p++)
            {
                int pixel = _tiling.InputRows[local * Planes + p];
                if (pixel == BoundaryIndex.Outside) outside.Add(p * tiles + tile);
                else inputs[p * tiles + tile] = image * pixels + pixel;
            }

            for (int p = 0; p < Outputs * Outputs; p++)
            {
                int pixel = _tiling.OutputRows[local * Outputs * Outputs + p];
                if (pixel != BoundaryIndex.Outside) outputs[image * pixels + pixel] = p * tiles + tile;
            }
        }

        _inputIndex = Index(inputs);
        _outputIndex = Index(outputs);
        _outsideIndex = outside.Count > 0 ? Index([.. outside]) : null;
        _indexCount = count;
    }

    private Tensor Index(long[] values) => tensor(values, dtype: int64, device: _shape.Device).DetachFromDisposeScope();
}
