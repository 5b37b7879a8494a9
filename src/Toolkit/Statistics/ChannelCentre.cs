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

        return variance > 0 && double.IsFinite(variance)
            ? new(means, Math.ScaleB(1, -Math.ILogB(Math.Sqrt(variance / means.Length))))
            : null;
    }
}
