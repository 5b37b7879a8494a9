using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Numerics;
using static MomentsDnns.Architectures.Convolutions.Winograd.WinogradMatrices;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions.Winograd;

/// <summary>
/// F(4x4, 3x3) in float32 on the processor: transforms of tiles around 36 matrix products, one for each element of a
/// transformed tile. The boundary is in the choice of the pixels that a tile reads.
/// </summary>
/// <remarks>
/// Blocks of tiles go through all three steps one after the other, each on one thread in memory of its own, so that
/// what a block's steps hand on stays in the cache. Every output has the same bits for any number of threads and lanes.
/// </remarks>
internal sealed unsafe class WinogradConvolution<TLanes> : IConvolutionKernel
    where TLanes : unmanaged, IFloatLanes<TLanes>
{
    // A block reads the whole transformed kernel once: larger blocks read it less often, smaller ones stay in the
    // cache.
    private const int MostTilesPerBlock = 48;

    private const int InputChannelsPerChunk = 16; // of the kernel's transform

    private const int RowsAtOnce = PanelProduct<TLanes>.RowsAtOnce;

    // Planes and rows lie no power of two apart, which would crowd them into a few sets of the first-level cache.
    private const int Padding = 16;

    private readonly ConvolutionShape _shape;
    private readonly WinogradTiling _tiling;
    private readonly int _mostTiles, _panels;
    private readonly nint _kernelPlane; // numbers from one plane of the transformed kernel to the next
    private readonly Tensor _transformedKernel; // [36, panels, Cin, panel width], planes padded
    private readonly Tensor _zeros; // [Cin], what tiles read beyond the edge
    private readonly List<GrowingBuffer> _workspaces = []; // one for each worker

    /// <summary>Prepares a shape.</summary>
    /// <param name="shape">Kernel size 3 and stride 1, no fewer input channels than lanes.</param>
    /// <param name="mostTiles">Tiles in a block at most; null for what was measured best.</param>
    public WinogradConvolution(ConvolutionShape shape, int? mostTiles = null)
    {
        _shape = shape;
        _tiling = new WinogradTiling(shape);
        _mostTiles = mostTiles ?? MostTilesPerBlock;
        _panels = Chunks.Count(shape.OutputChannels, PanelProduct<TLanes>.PanelWidth);
        _kernelPlane = (nint)_panels * PanelProduct<TLanes>.PanelWidth * shape.InputChannels + Padding;
        _transformedKernel = empty(Planes * _kernelPlane).DetachFromDisposeScope();
        _zeros = zeros(shape.InputChannels).DetachFromDisposeScope();
    }

    public Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output)
    {
        output ??= empty((long)count * _shape.Height * _shape.Width, _shape.OutputChannels);
        TransformKernel(TensorPointer.Float32(weights));

        // Groups of rows that are multiplied together are dealt out evenly, to as many blocks for each worker.
        int tiles = checked(count * _tiling.TilesPerImage), groups = Chunks.Count(tiles, RowsAtOnce);
        int threads = get_num_threads();
        int blocks = Math.Min(groups, Chunks.Count(Chunks.Count(tiles, _mostTiles), threads) * threads);
        Workspace sizes = new(Chunks.Count(groups, blocks) * RowsAtOnce, _shape.InputChannels, _panels
            * PanelProduct<TLanes>.PanelWidth);
        int workers = Chunks.Workers(blocks);
        while (_workspaces.Count < workers) _workspaces.Add(new GrowingBuffer());
        nint[] memory = [.. _workspaces.Take(workers).Select(w => (nint)w.Pointer(sizes.Length))];

        nint source = (nint)TensorPointer.Float32(rows), target = (nint)TensorPointer.Float32(output);
        Chunks.Share(blocks, (worker, block) =>
        {
            int first = (int)((long)groups * block / blocks) * RowsAtOnce;
            int end = Math.Min(tiles, (int)((long)groups * (block + 1) / blocks) * RowsAtOnce);
            Block((float*)source, (float*)target, first, end - first, sizes, (float*)memory[worker]);
        });
        GC.KeepAlive(rows); // their memory was read and written by address
        GC.KeepAlive(weights);
        return output;
    }

    public void Dispose()
    {
        _transformedKernel.Dispose();
        _zeros.Dispose();
        foreach (GrowingBuffer workspace in _workspaces) workspace.Dispose();
    }

    private void TransformKernel(float* weights)
    {
        nint panels = (nint)TensorPointer.Float32(_transformedKernel), from = (nint)weights;
        Chunks.Run(_shape.InputChannels, InputChannelsPerChunk,
            (_, first, end) => WinogradKernelTransform<TLanes>.Transform(
            (float*)from, _shape.InputChannels, _shape.OutputChannels, first, end, (float*)panels, _kernelPlane));
    }

    private void Block(float* source, float* target, int firstTile, int tiles, Workspace sizes, float* memory)
    {
        float* transformed = memory, products = memory + Planes * sizes.InputPlane;
        TransformInput(source, firstTile, tiles, transformed, sizes);
        int paddedTiles = Chunks.Count(tiles, RowsAtOnce) * RowsAtOnce;
        float* kernel = TensorPointer.Float32(_transformedKernel);
        for (int plane = 0; plane < Planes; plane++)
        {
            PanelProduct<TLanes>.Multiply(transformed + plane * sizes.InputPlane, sizes.InputRow, paddedTiles,
                kernel + plane * _kernelPlane, _panels, _shape.InputChannels,
                products + plane * sizes.ProductPlane, sizes.ProductRow);
        }

        TransformOutput(products, firstTile, tiles, target, sizes);
    }

    private void TransformInput(float* images, int firstTile, int tiles, float* transformed, Workspace sizes)
    {
        int channels = _shape.InputChannels;
        nint imageStride = (nint)_shape.Height * _shape.Width * channels;
        float* nothing = TensorPointer.Float32(_zeros);
        float** pixels = stackalloc float*[Planes];
        for (int i = 0; i < tiles; i++)
        {
            (int image, int tile) = Math.DivRem(firstTile + i, _tiling.TilesPerImage);
            ReadOnlySpan<int> rows = _tiling.InputRows.AsSpan(tile * Planes, Planes);
            for (int p = 0; p < Planes; p++)
            {
                pixels[p] = rows[p] == BoundaryIndex.Outside ? nothing
                    : images + image * imageStride + (nint)rows[p] * channels;
            }
            WinogradTransforms<TLanes>.Input(pixels, transformed + i * sizes.InputRow, sizes.InputPlane, channels);
        }
    }

    private void TransformOutput(float* products, int firstTile, int tiles, float* images, Workspace sizes)
    {
        const int pixelsPerTile = Outputs * Outputs;
        int channels = _shape.OutputChannels;
        nint imageStride = (nint)_shape.Height * _shape.Width * channels;
        float** pixels = stackalloc float*[pixelsPerTile];
        for (int i = 0; i < tiles; i++)
        {
            (int image, int tile) = Math.DivRem(firstTile + i, _tiling.TilesPerImage);
            ReadOnlySpan<int> rows = _tiling.OutputRows.AsSpan(tile * pixelsPerTile, pixelsPerTile);
            for (int p = 0; p < pixelsPerTile; p++)
            {
                pixels[p] = rows[p] == BoundaryIndex.Outside ? null
                    : images + image * imageStride + (nint)rows[p] * channels;
            }
            WinogradTransforms<TLanes>.Output(products + i * sizes.ProductRow, sizes.ProductPlane, pixels, channels);
        }
    }

    /// <summary>How the memory of one worker is laid out: transformed tiles [36, tiles, Cin], then products.</summary>
    private readonly struct Workspace(int tiles, int inputChannels, int outputChannels)
    {
        public nint InputRow => inputChannels + Padding;

        public nint InputPlane => tiles * InputRow + Padding;

        public nint ProductRow => outputChannels + Padding;

        public nint ProductPlane => tiles * ProductRow + Padding;

        public long Length => Planes * (InputPlane + ProductPlane);
    }
}
