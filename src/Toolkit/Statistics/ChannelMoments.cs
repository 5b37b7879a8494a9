using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The moments of a signal x: over rows (images and positions) per channel, then averaged over channels,
/// nu_p = E_c E[x_c^p] and mu_p = E_c E[(x_c - E x_c)^p]. Population moments: divided by the number of rows.
/// </summary>
/// <param name="Nu1Abs">nu_1(|x|) = E_c E|x_c|.</param>
/// <param name="Nu2">nu_2(x) = E_c E[x_c^2].</param>
/// <param name="Mu2">mu_2(x) = E_c E[(x_c - E x_c)^2].</param>
/// <param name="Mu4">mu_4(x) = E_c E[(x_c - E x_c)^4].</param>
public sealed record ChannelMoments(double Nu1Abs, double Nu2, double Mu2, double Mu4)
{
    /// <summary>Takes the moments of a signal.</summary>
    /// <param name="rows">
    /// <c>[R, C]</c>: rows of images and positions by channels (see <see cref="ChannelsLast.Rows"/>), 32- or
    /// 64-bit. Contiguous rows on the CPU are read once, by all of torch's threads; others go through torch.
    /// </param>
    /// <returns>
    /// Linear moments, accurate to 1e-10 of themselves while the mean is below 1e3 times the spread and the values
    /// are within 1e-75 to 1e75; the same bits on any number of threads. NaN or infinite where the signal is.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The tensor is not <c>[R, C]</c> with R, C at least 1, or not of 32- or 64-bit floats.
    /// </exception>
    public static ChannelMoments Of(Tensor rows)
    {
        RowAccess.Require(rows);
        using DisposeScope scope = NewDisposeScope();
        return RowAccess.IsInMemory(rows) ? Of(PowerSums.Of(rows)) : ByTorch(rows);
    }

    /// <summary>The moments whose sums are known.</summary>
    internal static ChannelMoments Of(PowerSums sums)
    {
        double count = sums.Rows, nu1Abs = 0, nu2 = 0, mu2 = 0, mu4 = 0;
        for (int c = 0; c < sums.Channels; c++)
        {
            double m1 = sums.Power(1, c) / count, m2 = sums.Power(2, c) / count;
            double m3 = sums.Power(3, c) / count, m4 = sums.Power(4, c) / count;
            double mean = sums.Shift(c) + m1, square = m1 * m1, variance = Math.Max(0, m2 - square);
            nu1Abs += sums.Absolute(c) / count;
            nu2 += variance + mean * mean;
            mu2 += variance;
            mu4 += Math.Max(variance * variance, m4 - 4 * m1 * m3 + 6 * square * m2 - 3 * square * square);
        }

        return new(nu1Abs / sums.Channels, nu2 / sums.Channels, mu2 / sums.Channels, mu4 / sums.Channels);
    }

    /// <summary>The same by torch in 64-bit floats: for tensors on a device, and to check the fast path.</summary>
    internal static ChannelMoments ByTorch(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = rows.to_type(ScalarType.Float64);
        Tensor centred = x.Minus(x.mean([0], keepdim: true)), square = centred.mul(centred);
        return new(
            x.abs().mean().item<double>(), x.mul(x).mean().item<double>(),
            square.mean().item<double>(), square.mul(square).mean().item<double>());
    }
}
