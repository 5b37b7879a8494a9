using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>
/// The effective rank Tr C / lambda_max(C) of batches of flattened images whose features (C*H*W of them) are
/// standardised over the batch; features that do not vary are left out.
/// </summary>
internal static class FlattenedRank
{
    private const int MostImages = 4096, MostIterations = 1000;

    /// <summary>
    /// The mean over batches of consecutive given images, 4,096 at most; null where no batch is whole.
    /// </summary>
    public static double? Measure(IImageDataset dataset, int[] indices, int batchSize)
    {
        int batches = Math.Min(MostImages, indices.Length) / batchSize;
        int features = dataset.Channels * dataset.Height * dataset.Width;
        float[] image = new float[features];
        double[,] rows = new double[batchSize, features];
        List<double> ranks = [];
        for (int batch = 0; batch < batches; batch++)
        {
            for (int n = 0; n < batchSize; n++)
            {
                dataset.Read(indices[batch * batchSize + n], image);
                for (int f = 0; f < features; f++) rows[n, f] = image[f];
            }

            int varying = Standardise(rows);
            if (varying > 0) ranks.Add(varying * (double)batchSize / LargestOfGram(rows));
        }

        return ranks.Count > 0 ? ranks.Average() : null;
    }

    /// <summary>The largest eigenvalue of a symmetric matrix without negative eigenvalues.</summary>
    public static double LargestEigenvalue(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        return PowerIteration(size, (x, y) =>
        {
            for (int i = 0; i < size; i++)
            {
                double sum = 0;
                for (int j = 0; j < size; j++) sum += matrix[i, j] * x[j];
                y[i] = sum;
            }
        });
    }

    // Sets each column to mean 0 and variance 1 (0 where it is constant); gives how many vary.
    private static int Standardise(double[,] rows)
    {
        (int count, int features) = (rows.GetLength(0), rows.GetLength(1));
        double[] means = new double[features], scales = new double[features];
        for (int n = 0; n < count; n++)
            for (int f = 0; f < features; f++) means[f] += rows[n, f] / count;
        for (int n = 0; n < count; n++)
            for (int f = 0; f < features; f++) scales[f] += (rows[n, f] - means[f]) * (rows[n, f] - means[f]) / count;
        // Values lie in 0..1: a variance below 1e-12 is rounding.
        int varying = scales.Count(v => v > 1e-12);
        for (int f = 0; f < features; f++) scales[f] = scales[f] > 1e-12 ? 1 / Math.Sqrt(scales[f]) : 0;
        for (int n = 0; n < count; n++)
            for (int f = 0; f < features; f++) rows[n, f] = (rows[n, f] - means[f]) * scales[f];
        return varying;
    }

    // The largest eigenvalue of Z Z^T, which is that of Z^T Z, without forming either.
    private static double LargestOfGram(double[,] rows)
    {
        (int count, int features) = (rows.GetLength(0), rows.GetLength(1));
        double[] back = new double[features];
        return PowerIteration(count, (x, y) =>
        {
            Array.Clear(back);
            for (int n = 0; n < count; n++)
                for (int f = 0; f < features; f++) back[f] += x[n] * rows[n, f];
            for (int n = 0; n < count; n++)
            {
                double sum = 0;
                for (int f = 0; f < features; f++) sum += rows[n, f] * back[f];
                y[n] = sum;
            }
        });
    }

    private static double PowerIteration(int size, Action<double[], double[]> multiply)
    {
        // A fixed direction that is orthogonal to no eigenvector but by accident. Images draw at indices from 0 and
        // textures at -1, so that no other number of the images' stream comes from here.
        RandomStream stream = new(CifarLikeDataset.Seed, -2, 0, RandomPurpose.Pixels);
        double[] x = [.. Enumerable.Range(0, size).Select(_ => stream.NextDouble() - 0.5)], y = new double[size];
        double quotient = 0;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double norm = Math.Sqrt(x.Sum(v => v * v));
            for (int i = 0; i < size; i++) x[i] /= norm;
            multiply(x, y);
            double previous = quotient;
            quotient = 0;
            for (int i = 0; i < size; i++) quotient += x[i] * y[i];
            if (Math.Abs(quotient - previous) <= 1e-12 * quotient) break;
            (x, y) = (y, x);
        }

        return quotient;
    }
}
