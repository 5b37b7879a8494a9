namespace MomentsDnns.Datasets;

/// <summary>The first pass over images: means, deviations and correlations of channels.</summary>
/// <param name="Means">Of each channel.</param>
/// <param name="Deviations">Standard deviation of each channel, above 0.</param>
/// <param name="Correlations">[C, C].</param>
internal sealed record PixelMoments(double[] Means, double[] Deviations, double[,] Correlations)
{
    public static PixelMoments Measure(IImageDataset dataset, int[] indices)
    {
        int channels = dataset.Channels, plane = dataset.Height * dataset.Width;
        float[] image = new float[channels * plane];
        double[] sums = new double[channels];
        double[,] products = new double[channels, channels];
        foreach (int index in indices)
        {
            dataset.Read(index, image);
            for (int c = 0; c < channels; c++)
            {
                ReadOnlySpan<float> first = image.AsSpan(c * plane, plane);
                foreach (float x in first) sums[c] += x;
                for (int d = 0; d <= c; d++)
                {
                    ReadOnlySpan<float> second = image.AsSpan(d * plane, plane);
                    double sum = 0;
                    for (int i = 0; i < first.Length; i++) sum += (double)first[i] * second[i];
                    products[c, d] += sum;
                }
            }
        }

        double count = (double)indices.Length * plane;
        double[] means = [.. sums.Select(s => s / count)];
        double[] deviations =
            [.. means.Select((mean, c) => Math.Sqrt(Math.Max(0, products[c, c] / count - mean * mean)))];
        double[,] correlations = new double[channels, channels];
        for (int c = 0; c < channels; c++)
        {
            // Values lie in 0..1 and sums are in double precision: what is below this is rounding.
            if (deviations[c] < 1e-6)
            {
                throw new DatasetException($"--dataset {dataset.Name}: channel {c} has the value {means[c]:g4} in "
                    + $"every pixel of the {indices.Length} images measured, statistics need it to vary; measure "
                    + "other images");
            }

            for (int d = 0; d <= c; d++)
            {
                correlations[c, d] = correlations[d, c] =
                    (products[c, d] / count - means[c] * means[d]) / (deviations[c] * deviations[d]);
            }
        }

        return new PixelMoments(means, deviations, correlations);
    }
}
