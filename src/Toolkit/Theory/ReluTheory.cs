namespace MomentsDnns.Theory;

/// <summary>The increment of the sensitivity chi over a ReLU at large width. Source: arXiv 1811.03087.</summary>
public static class ReluTheory
{
    /// <summary>The least increment, 1: each channel keeps one sign over the data, and the layer is linear.</summary>
    public const double LowerBound = 1;

    /// <summary>The largest increment, sqrt 2: each channel takes two opposite values equally often, s = 1/2.</summary>
    public const double UpperBound = 1.4142135623730951;

    /// <summary>
    /// delta_phi = (1 - s)^(-1/2): sqrt(pi / (pi - 1)) = 1.21117 of normal pre-activations, where s = 1/pi.
    /// </summary>
    /// <param name="share">
    /// s = 2 E_c[nu_1,c(y+) nu_1,c(y-)] / mu_2(y), y the pre-activations, y+ and y- their positive and negative parts:
    /// from 0 to 1/2.
    /// </param>
    public static double Increment(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        // not 1/2, which a measured share may exceed by its rounding
        return 1 / Math.Sqrt(1 - share);
    }
}
