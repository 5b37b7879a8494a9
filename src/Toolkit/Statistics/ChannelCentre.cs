using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// What rows are centred by: each channel's mean, and the power of two that brings the root mean square of the rest near
/// 1, so that squares and their sums stay in range at any scale of the data.
/// </summary>
/// <param name="Means">E x_c, one for each channel.</param>
/// <param name="Scale">The power of two.</param>
internal sealed record ChannelCentre(double[] Means, double Scale)
{
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
    /// The centre of some rows, evenly spaced: near that of all and had without reading them. Null where nothing varies
    /// among them or a value is not finite.
    /// </summary>
    /// <param name="rows"><c>[R, C]</c>, 32-bit, contiguous, in this process's memory.</param>
    internal static ChannelCentre? OfSample(Tensor rows)
    {
        const int sampled = 64;
        ReadOnlySpan<float> values = TensorMemory.Span<float>(rows);
        int channels = (int)rows.shape[1], all = (int)rows.shape[0], count = Math.Min(all, sampled);
        double[] means = new double[channels];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = values.Slice(Row(i) * channels, channels);
            for (int c = 0; c < channels; c++) means[c] += row[c];
        }

        for (int c = 0; c < channels; c++) means[c] /= count;
        double variance = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = values.Slice(Row(i) * channels, channels);
            for (int c = 0; c < channels; c++) variance += (row[c] - means[c]) * (row[c] - means[c]);
        }

        return Of(means, variance / count);

        int Row(int i) => (int)((long)i * all / count);
    }

    private static ChannelCentre? Of(double[] means, double variance) => variance > 0 && double.IsFinite(variance)
        ? new(means, Math.ScaleB(1, -Math.ILogB(Math.Sqrt(variance / means.Length))))
        : null;
}
