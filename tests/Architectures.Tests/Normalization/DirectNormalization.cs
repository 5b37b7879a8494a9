using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Normalization;

/// <summary>The definition of normalizations of a signal in 64-bit arithmetic, as plain loops.</summary>
internal static class DirectNormalization
{
    /// <summary>gamma_c (y - m) / sqrt(v + epsilon) + beta_c, m and v mean and population variance of elements that share them.</summary>
    /// <param name="values">y <c>[N, C, H, W]</c>.</param>
    /// <param name="shared">Whose statistics are taken; of the same shape.</param>
    /// <param name="groups">How many groups the channels of an image make; null is one set for each channel over all images.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="scale">gamma <c>[C]</c>, or null for 1.</param>
    /// <param name="shift">beta <c>[C]</c>, or null for 0.</param>
    public static Tensor Of(Tensor values, Tensor shared, int? groups, double epsilon, Tensor? scale, Tensor? shift)
    {
        int channels = (int)values.shape[1], positions = (int)(values.shape[2] * values.shape[3]);
        double[] y = Doubles(values), source = Doubles(shared), gamma = scale is null ? [] : Doubles(scale), beta = shift is null ? [] : Doubles(shift);
        int Channel(int i) => i / positions % channels;
        int Set(int i) => groups is { } g ? (i / positions / channels * g) + (Channel(i) / (channels / g)) : Channel(i);

        double[] result = new double[y.Length];
        foreach (IGrouping<int, int> set in Enumerable.Range(0, y.Length).GroupBy(Set))
        {
            double mean = set.Average(i => source[i]);
            double root = Math.Sqrt(set.Average(i => (source[i] - mean) * (source[i] - mean)) + epsilon);
            foreach (int i in set)
            {
                result[i] = (y[i] - mean) / root;
                if (gamma.Length > 0) result[i] = (gamma[Channel(i)] * result[i]) + beta[Channel(i)];
            }
        }

        return tensor(result, values.shape);
    }

    /// <summary>The same over the channels of each position; m is 0 and v the mean square where means are not subtracted.</summary>
    public static Tensor OfPositions(Tensor values, bool centres, double epsilon, Tensor? scale, Tensor? shift)
    {
        int channels = (int)values.shape[1], positions = (int)(values.shape[2] * values.shape[3]);
        double[] y = Doubles(values), gamma = scale is null ? [] : Doubles(scale), beta = shift is null ? [] : Doubles(shift);
        double[] result = new double[y.Length];
        for (int image = 0; image < values.shape[0]; image++)
        {
            for (int position = 0; position < positions; position++)
            {
                int[] at = [.. Enumerable.Range(0, channels).Select(c => (((image * channels) + c) * positions) + position)];
                double mean = centres ? at.Average(i => y[i]) : 0;
                double root = Math.Sqrt(at.Average(i => (y[i] - mean) * (y[i] - mean)) + epsilon);
                for (int c = 0; c < channels; c++)
                {
                    result[at[c]] = (y[at[c]] - mean) / root;
                    if (gamma.Length > 0) result[at[c]] = (gamma[c] * result[at[c]]) + beta[c];
                }
            }
        }

        return tensor(result, values.shape);
    }

    private static double[] Doubles(Tensor values) => values.to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
