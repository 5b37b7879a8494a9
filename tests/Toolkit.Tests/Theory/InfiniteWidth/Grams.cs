using MomentsDnns.Architectures.Random;
using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

/// <summary>Gram matrices for tests.</summary>
internal static class Grams
{
    /// <summary>K_ij = f(i, j).</summary>
    public static GramMatrix Of(int size, Func<int, int, double> value)
    {
        double[] values = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++) values[(i * size) + j] = value(i, j);
        }

        return new(values);
    }

    /// <summary>0.9^|i - j| + 0.3: images in a row, the nearer the more alike, with a mean.</summary>
    public static GramMatrix Row(int size) => Of(size, (i, j) => Math.Pow(0.9, Math.Abs(i - j)) + 0.3);

    /// <summary>The centring matrix: images that differ in all directions alike.</summary>
    public static GramMatrix Isotropic(int size) => Of(size, (i, j) => i == j ? 1 : 0).Centred();

    /// <summary>X X'/k of k features drawn at random.</summary>
    public static GramMatrix Random(int size, int features, int seed)
    {
        float[] x = new float[size * features];
        new RandomStream((ulong)seed, 0, 0, RandomPurpose.Images).FillNormal(x);
        return Of(size, (i, j) => Enumerable.Range(0, features).Sum(k => (double)x[(i * features) + k] * x[(j * features) + k]) / features);
    }
}
