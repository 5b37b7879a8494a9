using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>
/// A fixed torus of noise from which leaves take their texture: white noise at weight 0.4 and, at weight 1, averages of
/// white noise over squares of 3, 9 and 27 cells, each scaled to variance 1, so that there is detail at every size.
/// Mean 0, variance 1.
/// </summary>
internal static class LeafTexture
{
    /// <summary>Cells along a side; a power of two.</summary>
    public const int Side = 256;

    /// <summary>The cells, [Side, Side].</summary>
    public static float[] Cells { get; } = Make();

    private static float[] Make()
    {
        float[] sum = new float[Side * Side];
        ReadOnlySpan<(int Radius, float Weight)> layers = [(0, 0.4f), (1, 1), (4, 1), (13, 1)];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            RandomStream stream = new(CifarLikeDataset.Seed, -1, layer, RandomPurpose.Pixels);
            float[] cells = new float[Side * Side];
            for (int i = 0; i < cells.Length; i++) cells[i] = (float)(stream.NextDouble() - 0.5);
            Smooth(cells, layers[layer].Radius, 1, Side);
            Smooth(cells, layers[layer].Radius, Side, 1);
            Normalise(cells);
            for (int i = 0; i < sum.Length; i++) sum[i] += layers[layer].Weight * cells[i];
        }

        Normalise(sum);
        return sum;
    }

    /// <summary>Sums over a box along the rows or the columns of the torus.</summary>
    internal static void Smooth(float[] cells, int radius, int step, int lineStep)
    {
        float[] line = new float[Side];
        for (int start = 0; start < Side; start++)
        {
            for (int i = 0; i < Side; i++) line[i] = cells[start * lineStep + i * step];
            for (int i = 0; i < Side; i++)
            {
                float total = 0;
                for (int k = -radius; k <= radius; k++) total += line[(i + k) & (Side - 1)];
                cells[start * lineStep + i * step] = total;
            }
        }
    }

    /// <summary>Makes the mean 0 and the variance 1.</summary>
    internal static void Normalise(float[] cells)
    {
        double sum = 0, squares = 0;
        foreach (float cell in cells) sum += cell;
        double mean = sum / cells.Length;
        foreach (float cell in cells) squares += (cell - mean) * (cell - mean);
        double scale = 1 / Math.Sqrt(squares / cells.Length);
        for (int i = 0; i < cells.Length; i++) cells[i] = (float)((cells[i] - mean) * scale);
    }
}
