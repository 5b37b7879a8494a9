using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// E_c[mu_2,c(dy) / mu_2,c(y)]: noise against signal channel by channel, which is what batch normalization makes of
/// both (its epsilon apart), delta_BN chi = sqrt(E_c[mu_2,c(dy) / mu_2,c(y)] mu_2(y) / mu_2(dy)).
/// </summary>
public static class NoiseRatio
{
    /// <summary>Takes the ratio.</summary>
    /// <param name="signal">y, <c>[R, C]</c>, as for <see cref="ChannelMoments.Of(Tensor)"/>.</param>
    /// <param name="noise">dy, of the same shape.</param>
    /// <returns>The mean over channels; not finite where a channel of the signal has no variance.</returns>
    public static double Of(Tensor signal, Tensor noise)
    {
        RowAccess.Require(signal);
        RowAccess.Require(noise);
        return RowAccess.IsInMemory(signal) && RowAccess.IsInMemory(noise)
            ? Of(PowerSums.Of(signal), PowerSums.Of(noise))
            : ByTorch(signal, noise);
    }

    /// <summary>That of known sums.</summary>
    internal static double Of(PowerSums signal, PowerSums noise)
    {
        double sum = 0;
        for (int c = 0; c < signal.Channels; c++) sum += MeanSquareOf(noise, c) / Variance(signal, c);
        return sum / signal.Channels;
    }

    /// <summary>E[dy^2] over all channels, from sums that serve the ratio too.</summary>
    internal static double MeanSquareOf(PowerSums noise)
    {
        double sum = 0;
        for (int c = 0; c < noise.Channels; c++) sum += MeanSquareOf(noise, c);
        return sum / noise.Channels;
    }

    /// <summary>The same by torch: for tensors on a device, and to check the fast path.</summary>
    internal static double ByTorch(Tensor signal, Tensor noise)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = signal.to_type(ScalarType.Float64), dy = noise.to_type(ScalarType.Float64),
            centred = y.Minus(y.mean([0], keepdim: true));
        return dy.mul(dy).mean([0]).div(centred.mul(centred).mean([0])).mean().item<double>();
    }

    private static double Variance(PowerSums sums, int c)
    {
        double m1 = sums.Power(1, c) / sums.Rows;
        return Math.Max(0, (sums.Power(2, c) / sums.Rows) - (m1 * m1));
    }

    private static double MeanSquareOf(PowerSums sums, int c)
    {
        double mean = sums.Shift(c) + (sums.Power(1, c) / sums.Rows);
        return Variance(sums, c) + (mean * mean);
    }
}
