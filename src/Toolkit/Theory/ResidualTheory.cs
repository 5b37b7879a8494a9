namespace MomentsDnns.Theory;

/// <summary>
/// A residual net at large width, x^l = x^(l-1) + f_l(x^(l-1)), whose branches end in random weights of mean 0, so that
/// neither signal nor noise of a branch is correlated with the skip: (delta chi^l)^2 = 1 + p_l (Delta_l^2 - 1), with
/// p_l the branch's share of the sum's variance and Delta_l = chi after the whole branch / chi before the unit.
/// </summary>
/// <remarks>
/// Where a norm opens each layer of the branch, every branch has one power B, the sum P_0 + l B, and p_l = 1 / (l + a),
/// a = P_0 / B (<see cref="NormalizedBranch"/>). Section 6 of arXiv 1811.03087 takes B = P_0, a = 1
/// (<see cref="PublishedShareOffset"/>), and delta^H of one layer's increment for Delta.
/// </remarks>
public static class ResidualTheory
{
    /// <summary>a = 1: branches as strong as the signal of depth 0, as in arXiv 1811.03087.</summary>
    public const double PublishedShareOffset = 1;

    /// <summary>
    /// tau = (delta^(2H) - 1) / 2, of a branch of H layers of one increment: the exponent of chi in arXiv 1811.03087.
    /// </summary>
    /// <param name="increment">delta, the increment of one layer of the branch, 0 or more.</param>
    /// <param name="residualDepth">H, the layers in a residual unit, 1 or more.</param>
    public static double Exponent(double increment, int residualDepth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(increment);
        ArgumentOutOfRangeException.ThrowIfLessThan(residualDepth, 1);
        return (Math.Pow(increment, 2 * residualDepth) - 1) / 2;
    }

    /// <summary>
    /// tau in the limit of standard normal pre-activations, where batch norm leaves chi as it is and delta is
    /// <see cref="MeanField.ActivationIncrement"/>: for ReLU 0.23347 (H = 1) and 0.57596 (H = 2).
    /// </summary>
    /// <param name="activation">phi(x) and phi'(x).</param>
    /// <param name="residualDepth">H, the layers in a residual unit, 1 or more.</param>
    public static double GaussianExponent(Func<double, (double Value, double Derivative)> activation,
        int residualDepth) =>
        Exponent(new MeanField(activation).ActivationIncrement(), residualDepth);

    /// <summary>delta chi^l = (1 + p (Delta^2 - 1))^(1/2).</summary>
    /// <param name="branchGrowth">Delta^2, 0 or more.</param>
    /// <param name="share">p, the branch's share of the sum's variance, from 0 to 1.</param>
    public static double Increment(double branchGrowth, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(branchGrowth);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return Math.Sqrt(1 + (share * (branchGrowth - 1)));
    }

    /// <summary>The share of unit l's branch in the variance of the sum, 1 / (l + a).</summary>
    /// <param name="depth">l, 1 for the first unit.</param>
    /// <param name="shareOffset">a, 0 or more.</param>
    public static double BranchShare(int depth, double shareOffset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(shareOffset);
        return 1 / (depth + shareOffset);
    }

    /// <summary>
    /// a + tau + 1/2: chi^l is the power (l + that)^tau but for terms of 1/l^2, so that chi on log l has the local
    /// exponent tau l / (l + a + tau + 1/2), less than tau.
    /// </summary>
    /// <param name="exponent">tau = (Delta^2 - 1) / 2, -1/2 or more.</param>
    /// <param name="shareOffset">a, 0 or more.</param>
    public static double PowerLawOffset(double exponent, double shareOffset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, -0.5);
        ArgumentOutOfRangeException.ThrowIfNegative(shareOffset);
        return shareOffset + exponent + 0.5;
    }
}
