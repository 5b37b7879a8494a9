using System.Buffers;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The centred Gram matrix of 64-bit rows on their smaller side: with <c>v = (x - mean) scale</c> the sums of
/// <c>v[r, i] v[r, j]</c> over the longer side, in doubles, the upper triangle by tiles.
/// </summary>
/// <remarks>
/// The split depends on the rows alone and every element's order is fixed: the same bits for any number of threads
/// and any vector width.
/// </remarks>
internal static unsafe class TallGram
{
    private const int Slice = 128, SlicesPerSegment = 8, FewSegments = 8;

    /// <summary>Writes the n*n products, n the smaller of R and C.</summary>
    /// <param name="rows"><c>[R, C]</c>, 64-bit, contiguous, in this process's memory.</param>
    /// <param name="centre">Their centre.</param>
    /// <param name="gram">At least n*n values.</param>
    internal static void Fill(Tensor rows, ChannelCentre centre, Span<double> gram)
    {
        int count = (int)rows.shape[0], channels = (int)rows.shape[1];
        int size = Math.Min(count, channels), length = Math.Max(count, channels);
        // Few rows are shared among threads too, and many take no more memory for it.
        int segmentLength = Slice * Math.Clamp(Chunks.Count(length, FewSegments * Slice), 1, SlicesPerSegment);
        int segments = Chunks.Count(length, segmentLength), workers = Chunks.Workers(segments);
        int wideLength = Slice * Chunks.Count(size, ProductTile.Width) * ProductTile.Width;
        int panelsLength = wideLength + (Slice * Chunks.Count(size, ProductTile.Height) * ProductTile.Height);
        int tilesLength = TilesLength(Chunks.Count(size, ProductTile.Width), size);
        double[] tiles = ArrayPool<double>.Shared.Rent(checked(segments * tilesLength));
        double[] panels = ArrayPool<double>.Shared.Rent(checked(workers * panelsLength));
        nint source = (nint)TensorMemory.Pointer<double>(rows);
        Chunks.Share(segments, (worker, segment) =>
        {
            Span<double> sums = tiles.AsSpan(segment * tilesLength, tilesLength);
            sums.Clear();
            fixed (double* sum = sums, wide = &panels[worker * panelsLength])
            {
                double* tall = wide + wideLength;
                int end = Math.Min(length, (segment + 1) * segmentLength);
                for (int first = segment * segmentLength; first < end; first += Slice)
                {
                    int here = Math.Min(Slice, end - first);
                    Pack((double*)source, count, first, here, centre, wide, ProductTile.Width);
                    Pack((double*)source, count, first, here, centre, tall, ProductTile.Height);
                    AddSlice(tall, wide, here, size, sum);
                }
            }
        });
        GC.KeepAlive(rows); // its memory was read by address
        fixed (double* sums = tiles, matrix = gram) Write(sums, segments, tilesLength, size, matrix);
        ArrayPool<double>.Shared.Return(tiles);
        ArrayPool<double>.Shared.Return(panels);
    }

    private static void Pack(
        double* rows, int count, int first, int length, ChannelCentre centre, double* panels, int width)
    {
        int channels = centre.Means.Length;
        if (channels <= count)
            CentredPanels.OfChannels(rows + ((nint)first * channels), length, centre, panels, width, Slice);
        else CentredPanels.OfRows(rows, count, first, length, centre, panels, width, Slice);
    }

    /// <summary>Tiles of a panel of columns that reach the diagonal or lie above it.</summary>
    private static int Tiles(int panel, int size) =>
        Chunks.Count(Math.Min((panel + 1) * ProductTile.Width, size), ProductTile.Height);

    /// <summary>Values of the tiles of the first panels.</summary>
    private static int TilesLength(int panels, int size)
    {
        int tiles = 0;
        for (int panel = 0; panel < panels; panel++) tiles += Tiles(panel, size);
        return tiles * ProductTile.Height * ProductTile.Width;
    }

    private static void AddSlice(double* tall, double* wide, int count, int size, double* tiles)
    {
        for (int panel = 0; panel * ProductTile.Width < size; panel++, wide += Slice * ProductTile.Width)
        {
            for (int tile = 0; tile < Tiles(panel, size); tile++, tiles += ProductTile.Height * ProductTile.Width)
                ProductTile.Add(tall + (tile * Slice * ProductTile.Height), wide, count, tiles);
        }
    }

    private static void Write(double* tiles, int segments, int tilesLength, int size, double* gram)
    {
        int panels = Chunks.Count(size, ProductTile.Width);
        nint sums = (nint)tiles, matrix = (nint)gram;
        Chunks.Share(panels, (_, panel) =>
        {
            double* tile = (double*)sums + TilesLength(panel, size);
            int left = panel * ProductTile.Width, right = Math.Min(left + ProductTile.Width, size);
            for (int top = 0; top < right; top += ProductTile.Height, tile += ProductTile.Height * ProductTile.Width)
            {
                for (int i = top; i < Math.Min(top + ProductTile.Height, right); i++)
                {
                    double* value = tile + ((i - top) * ProductTile.Width);
                    for (int j = Math.Max(i, left); j < right; j++)
                    {
                        double sum = 0;
                        for (int segment = 0; segment < segments; segment++)
                            sum += value[((nint)segment * tilesLength) + j - left];
                        ((double*)matrix)[((nint)i * size) + j] = ((double*)matrix)[((nint)j * size) + i] = sum;
                    }
                }
            }
        });
    }
}
