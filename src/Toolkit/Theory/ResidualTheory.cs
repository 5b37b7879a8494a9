namespace MomentsDnns.Theory;

/// <summary>
/// A batch-norm residual net at large width. Each unit adds a branch of the power that the signal had at depth 0, so that unit l's branch
/// is 1/(l+1) of the sum, and of the branch's own sensitivity delta^H chi that share is felt. Source: section 6 of arXiv 1811.03087.
/// </summary>
public static class ResidualTheory
{
    /// <summary>tau = (delta^(2H) - 1) / 2, the exponent of chi^l ~ l^tau.</summary>
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
    public static double GaussianExponent(Func<double, (double Value, double Derivative)> activation, int residualDepth) =>
        Exponent(new MeanField(activation).ActivationIncrement(), residualDepth);

    /// <summary>The increment of chi over unit l, (1 + 2 tau / (l + 1))^(1/2); for tau_min and tau_max, its bounds.</summary>
    /// <param name="exponent">tau, -1/2 or more.</param>
    /// <param name="depth">l, 1 for the first unit.</param>
    public static double Increment(double exponent, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, -0.5);
        return Math.Sqrt(1 + (2 * exponent * BranchShare(depth)));
    }

    /// <summary>The share of unit l's branch in the variance of the signal after it, 1 / (l + 1).</summary>
    /// <param name="depth">l, 1 for the first unit.</param>
    public static double BranchShare(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        return 1.0 / (depth + 1);
    }
}
