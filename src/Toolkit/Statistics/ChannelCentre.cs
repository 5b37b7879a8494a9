using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// What rows are centred by: each channel's mean, and the power of two that brings the root mean square of the rest
/// near 1, so that squares and their sums stay in range at any scale of the data.
/// </summary>
/// <param name="Means">E x_c, one for each channel.</param>
/// <param name="Scale">The power of two.</param>
internal sealed record ChannelCentre(double[] Means, double Scale)
{
    /// <summary>Rows in a sample.</summary>
    internal const int Sampled = 64;

    /// <summary>The centre of rows; null where nothing varies or a value is not finite.</summary>
    internal static ChannelCentre? Of(PowerSums sums)
    {
        double[] means = new double[sums.Channels];
        double variance = 0, count = sums.Rows;
        for (int c = 0; c < means.Length; c++)
        {
            double m1 = sums.Power(1, c) / count;
            means[c] = sums.Shift(c) + m1;
            variance += Math.Max(0, sums.Power(2, c) / count - m1 * m1);
        }

        return Of(means, variance);
    }

    /// <summary>
    /// The centre of some rows from everywhere: near that of all and had without reading them. Null where nothing
    /// varies among them or a value is not finite.
    /// </summary>
    /// <param name="rows"><c>[R, C]</c>, 32-bit, contiguous, in this process's memory.</param>
    internal static ChannelCentre? OfSample(Tensor rows)
    {
        ReadOnlySpan<float> values = TensorMemory.Span<float>(rows);
        int channels = (int)rows.shape[1], all = (int)rows.shape[0], count = Math.Min(all, Sampled);
        double[] means = new double[channels];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = values.Slice(SampledRow(i, count, all) * channels, channels);
            for (int c = 0; c < channels; c++) means[c] += row[c];
        }

        for (int c = 0; c < channels; c++) means[c] /= count;
        double variance = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = values.Slice(SampledRow(i, count, all) * channels, channels);
            for (int c = 0; c < channels; c++) variance += (row[c] - means[c]) * (row[c] - means[c]);
        }

        return Of(means, variance / count);
    }

    /// <summary>
    /// Row number i of a sample: one of each stretch of all / count rows, at places that follow the golden ratio. Equal
    /// spacing would meet the same positions of every image.
    /// </summary>
    internal static int SampledRow(int i, int count, int all)
    {
        double place = i * 0.6180339887498949;
        return Math.Min(all - 1, (int)((i + place - Math.Floor(place)) * all / count));
    }

    private static ChannelCentre? Of(double[] means, double variance) => variance > 0 && double.IsFinite(variance)
        ? new(means, Math.ScaleB(1, -Math.ILogB(Math.Sqrt(variance / means.Length))))
        : null;
}
