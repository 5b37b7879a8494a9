using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// The depth of a resnet in units of its own dilution: T(l) = sum of p_j to j = l, p_j the share of the branch in the
/// signal's variance after unit j. Where p_j = 1/(j + a), T is log l but for a constant; where a norm leaves the branch
/// another share, the net has another clock.
/// </summary>
internal static class ShareClock
{
    /// <summary>
    /// T of a run, from the mean share at its recorded units; between them, (j + 1) p_j is taken as linear.
    /// </summary>
    public static Func<double, double> Of(RunResults residual)
    {
        double[] scaled = Scaled(residual);
        IReadOnlyList<int> depths = residual.Depths;
        double[] sums = new double[depths[^1] + 1];
        for (int unit = 1, above = 0; unit <= depths[^1]; unit++)
        {
            while (depths[above] < unit) above++;
            double part = above == 0 ? 1 : (unit - depths[above - 1]) / (double)(depths[above] - depths[above - 1]);
            double value = above == 0 ? scaled[0] : scaled[above - 1] + (part * (scaled[above] - scaled[above - 1]));
            sums[unit] = sums[unit - 1] + (value / (unit + 1));
        }

        return unit =>
            sums[(int)unit] + ((unit - (int)unit) * (sums[Math.Min(sums.Length - 1, (int)unit + 1)] - sums[(int)unit]));
    }

    /// <summary>(l + 1) p_l at each recorded unit, the mean over nets.</summary>
    public static double[] Scaled(RunResults residual)
    {
        Curve branch = residual.Get(Statistic.Mu2Signal, Location.Branch),
            sum = residual.Get(Statistic.Mu2Signal, Location.Sum);
        return [.. Enumerable.Range(0, branch.Depths)
            .Select(d => (residual.Depths[d] + 1) * Enumerable.Range(0, branch.Simulations)
            .Average(s => Math.Exp(branch[s, d] - sum[s, d])))];
    }
}
