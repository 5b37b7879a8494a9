using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>How the two signs of pre-activations y share the data, channel by channel (unit by unit).</summary>
/// <param name="Balance">
/// s = 2 E_c[nu_1,c(y+) nu_1,c(y-)] / mu_2(y), y+ = max(y, 0), y- = max(-y, 0), from 0 to 1/2: what ReLU takes off the
/// variance, delta_phi chi = (1 - s)^(-1/2) at large width. NaN where the variance is 0.
/// </param>
/// <param name="OneSignedShare">
/// The share of channels that keep one sign over all images and positions: ReLU acts linearly on them. A channel counts
/// where the other sign carries less than 1e-10 of the sum of its absolute values; one that is 0 throughout does too.
/// </param>
public sealed record SignMoments(double Balance, double OneSignedShare)
{
    private const double LeastMinority = 1e-10; // far above the rounding of sums in doubles, 1e-15

    /// <summary>Takes them of pre-activations.</summary>
    /// <param name="rows"><c>[R, C]</c>, as for <see cref="ChannelMoments.Of(Tensor)"/>.</param>
    /// <exception cref="ArgumentException">
    /// The tensor is not <c>[R, C]</c> with R, C at least 1, or not of 32- or 64-bit floats.
    /// </exception>
    public static SignMoments Of(Tensor rows)
    {
        RowAccess.Require(rows);
        return RowAccess.IsInMemory(rows) ? Of(PowerSums.Of(rows)) : ByTorch(rows);
    }

    /// <summary>Those whose sums are known.</summary>
    internal static SignMoments Of(PowerSums sums)
    {
        Accumulator accumulator = new();
        for (int c = 0; c < sums.Channels; c++)
        {
            double m1 = sums.Power(1, c) / sums.Rows;
            accumulator.Add(sums.Absolute(c) / sums.Rows, sums.Shift(c) + m1,
                Math.Max(0, (sums.Power(2, c) / sums.Rows) - (m1 * m1)));
        }

        return accumulator.Result;
    }

    /// <summary>The same by torch: for tensors on a device, and to check the fast path.</summary>
    internal static SignMoments ByTorch(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = rows.to_type(ScalarType.Float64), mean = x.mean([0]), centred = x.Minus(mean);
        double[] absolutes = Numbers(x.abs().mean([0])), means = Numbers(mean),
            variances = Numbers(centred.mul(centred).mean([0]));
        Accumulator accumulator = new();
        for (int c = 0; c < means.Length; c++) accumulator.Add(absolutes[c], means[c], variances[c]);
        return accumulator.Result;

        static double[] Numbers(Tensor t) => t.cpu().contiguous().Values<double>().ToArray();
    }

    private sealed class Accumulator
    {
        private double _products, _variances;
        private int _oneSigned, _channels;

        public SignMoments Result =>
            new(_variances > 0 ? 2 * _products / _variances : double.NaN, (double)_oneSigned / _channels);

        public void Add(double absolute, double mean, double variance)
        {
            double plus = 0.5 * (absolute + mean), minus = 0.5 * (absolute - mean);
            _products += Math.Max(0, plus * minus);
            _variances += variance;
            _channels++;
            if (!(Math.Min(plus, minus) > LeastMinority * absolute)) _oneSigned++;
        }
    }
}
