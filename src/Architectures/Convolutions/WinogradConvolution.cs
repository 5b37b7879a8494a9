using MomentsDnns.Architectures.Numerics;
using static MomentsDnns.Architectures.Convolutions.WinogradMatrices;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// F(4x4, 3x3) in float32 on the processor: vectorised transforms of tiles around 36 matrix products, one for each
/// element of a transformed tile. The boundary is in the choice of the pixels that a tile reads.
/// </summary>
/// <remarks>
/// Buffers live as long as the instance. A large batch goes through in passes of whole images. Threads take fixed chunks
/// of tiles and share no sum, so the transforms do not depend on their number.
/// </remarks>
internal sealed unsafe class WinogradConvolution : IConvolutionKernel
{
    // Numbers that the transformed images and their products of one pass may take together: as many as the transformed
    // kernel has. Smaller passes read the kernel more often, larger ones leave the cache and make the native heap grow by
    // their products. Measured at 16 x 16 with M = 128, processor time in ms of one thread:
    //
    //   channels   2^18  2^19  2^20  2^21  2^22  2^23  2^24
    //         32    7.8   8.1    10    12    11    11    11
    //         64     19    21    21    23    23    22    22
    //        128     56    56    63    64    66    65    63
    //        256    170   156   115   104    99    99    98   (M = 64)
    //
    // At 512 channels, wall time on 2 threads, medians of two rounds: 355 and 340 ms at 2^23, 420 and 372 at 2^24, 372 and
    // 354 at 2^26 (the whole batch in one pass).
    private const long LeastCapacity = 1L << 19, MostCapacity = 1L << 27, CapacityPerKernelNumber = 1;

    private const int NumbersPerChunk = 1 << 15; // transformed numbers a thread takes at a time

    private readonly ConvolutionShape _shape;
    private readonly WinogradTiling _tiling;
    private readonly WinogradTileKernel _inputKernel, _outputKernel;
    private readonly long _passCapacity;
    private readonly Tensor _kernelTransform; // [36, 9]
    private readonly Tensor _transformedKernel; // [36, Cin, Cout]
    private readonly Tensor _zeros; // [Cin], what tiles read beyond the edge
    private readonly GrowingBuffer _transformed = new(); // [36, tiles, Cin]

    /// <summary>Prepares a shape of kernel size 3 and stride 1.</summary>
    /// <param name="shape">The shape, float32 on the processor.</param>
    /// <param name="lanes">Numbers per instruction; null for the most that processor and channels allow.</param>
    /// <param name="passCapacity">
    /// Numbers that the transformed images and their products of one pass may take together; null for what was measured
    /// best.
    /// </param>
    public WinogradConvolution(ConvolutionShape shape, int? lanes = null, long? passCapacity = null)
    {
        _shape = shape;
        _passCapacity = passCapacity ?? Math.Clamp(
            CapacityPerKernelNumber * Planes * shape.InputChannels * shape.OutputChannels, LeastCapacity, MostCapacity);
        _tiling = new WinogradTiling(shape);
        _inputKernel = Kernel(shape.InputChannels, lanes);
        _outputKernel = Kernel(shape.OutputChannels, lanes);
        _kernelTransform = KroneckerSquare(WinogradMatrices.Kernel(), float32, CPU).DetachFromDisposeScope();
        _transformedKernel = empty(Planes, shape.InputChannels, shape.OutputChannels).DetachFromDisposeScope();
        _zeros = zeros(shape.InputChannels).DetachFromDisposeScope();
    }

    public Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output)
    {
        output ??= empty((long)count * _shape.Height * _shape.Width, _shape.OutputChannels);
        _transformedKernel.view(Planes, -1).addmm_(_kernelTransform, weights.view(_shape.Taps, -1), beta: 0, alpha: 1);
        int imagesPerPass = ImagesPerPass(count);
        for (int image = 0; image < count; image += imagesPerPass)
            Pass(rows, output, image, Math.Min(imagesPerPass, count - image));
        return output;
    }

    public void Dispose()
    {
        _kernelTransform.Dispose();
        _transformedKernel.Dispose();
        _zeros.Dispose();
        _transformed.Dispose();
    }

    private static WinogradTileKernel Kernel(int channels, int? lanes) =>
        lanes is int given ? WinogradTileKernel.OfLanes(given) : WinogradTileKernel.Widest(channels);

    private int ImagesPerPass(int count)
    {
        long perImage = (long)_tiling.TilesPerImage * Planes * (_shape.InputChannels + _shape.OutputChannels);
        long most = Math.Max(1, _passCapacity / perImage);
        long passes = (count + most - 1) / most;
        return (int)((count + passes - 1) / passes); // passes of like size
    }

    private void Pass(Tensor rows, Tensor output, int firstImage, int images)
    {
        int tiles = images * _tiling.TilesPerImage;
        using Tensor transformed = _transformed.View(Planes, tiles, _shape.InputChannels);
        nint pixel = (nint)firstImage * _shape.Height * _shape.Width;
        TransformInput(TensorPointer.Float32(rows) + pixel * _shape.InputChannels,
            TensorPointer.Float32(transformed), tiles);

        // One batched product: 36 products into a kept buffer would save its allocation, but they wake the threads 36
        // times, which costs several times more where the layer is small or the machine is shared.
        using Tensor products = transformed.bmm(_transformedKernel);
        TransformOutput(TensorPointer.Float32(products),
            TensorPointer.Float32(output) + pixel * _shape.OutputChannels, tiles);
    }

    private void TransformInput(float* images, float* transformed, int tiles)
    {
        int channels = _shape.InputChannels;
        nint planeStride = (nint)tiles * channels, imageStride = (nint)_shape.Height * _shape.Width * channels;
        float* nothing = TensorPointer.Float32(_zeros);
        Chunks.Run(tiles, Math.Max(1, NumbersPerChunk / (Planes * channels)), (_, start, end) =>
        {
            float** pixels = stackalloc float*[Planes];
            for (int tile = start; tile < end; tile++)
            {
                float* image = images + tile / _tiling.TilesPerImage * imageStride;
                ReadOnlySpan<int> rows = _tiling.InputRows.AsSpan(tile % _tiling.TilesPerImage * Planes, Planes);
                for (int p = 0; p < Planes; p++)
                    pixels[p] = rows[p] == BoundaryIndex.Outside ? nothing : image + (nint)rows[p] * channels;
                _inputKernel.Input(pixels, transformed + (nint)tile * channels, planeStride, channels);
            }
        });
    }

    private void TransformOutput(float* products, float* images, int tiles)
    {
        const int pixelsPerTile = Outputs * Outputs;
        int channels = _shape.OutputChannels;
        nint planeStride = (nint)tiles * channels, imageStride = (nint)_shape.Height * _shape.Width * channels;
        Chunks.Run(tiles, Math.Max(1, NumbersPerChunk / (Planes * channels)), (_, start, end) =>
        {
            float** pixels = stackalloc float*[pixelsPerTile];
            for (int tile = start; tile < end; tile++)
            {
                float* image = images + tile / _tiling.TilesPerImage * imageStride;
                ReadOnlySpan<int> rows =
                    _tiling.OutputRows.AsSpan(tile % _tiling.TilesPerImage * pixelsPerTile, pixelsPerTile);
                for (int p = 0; p < pixelsPerTile; p++)
                    pixels[p] = rows[p] == BoundaryIndex.Outside ? null : image + (nint)rows[p] * channels;
                _outputKernel.Output(products + (nint)tile * channels, planeStride, pixels, channels);
            }
        });
    }
}
