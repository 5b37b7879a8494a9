using MathNet.Numerics.Integration;

namespace MomentsDnns.Theory;

/// <summary>
/// The power of a residual branch whose last layer is a norm of each channel over the batch (batch, instance), the
/// activation and random weights, at large width and standard normal pre-activations z: B = sigma_w^2 E_c Var
/// phi(gamma_c z + beta_c). Epsilon is left out.
/// </summary>
public static class NormalizedBranch
{
    // Integrands are smooth in gamma and beta but for their kinks' place: 1e-6 of B for ReLU.
    private static readonly GaussLegendreRule Rule = new(0, 1, 40);

    /// <summary>B = mu_2 of the branch: for ReLU, He's weights and no scales or shifts 1 - 1/pi.</summary>
    /// <param name="activation">phi(x) and phi'(x).</param>
    /// <param name="weightVariance">sigma_w^2 = E|w|^2 of a unit's weight vector, above 0.</param>
    /// <param name="scaleRadius">gamma_c is uniform in [-R, R]; null: 1.</param>
    /// <param name="shiftRadius">beta_c is uniform in [-R, R]; null: 0.</param>
    public static double Power(Func<double, (double Value, double Derivative)> activation, double weightVariance,
        double? scaleRadius = null, double? shiftRadius = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weightVariance);
        double sum = 0;
        // z is symmetric: the sign of gamma does not matter.
        foreach ((double scale, double scaleWeight) in Uniform(0, scaleRadius, 1))
        {
            foreach ((double shift, double shiftWeight) in Uniform(-shiftRadius ?? 0, shiftRadius, 0))
                sum += scaleWeight * shiftWeight * Variance(z => activation((scale * z) + shift).Value);
        }

        return weightVariance * sum;
    }

    /// <summary>
    /// a = P_0 / B of <see cref="ResidualTheory"/> with P_0 = 1, that of standardised images behind LeCun's weights;
    /// for ReLU pi / (pi - 1) = 1.46694.
    /// </summary>
    /// <param name="activation">phi(x) and phi'(x).</param>
    /// <param name="weightVariance">sigma_w^2 = E|w|^2 of a unit's weight vector, above 0.</param>
    /// <param name="scaleRadius">gamma_c is uniform in [-R, R]; null: 1.</param>
    /// <param name="shiftRadius">beta_c is uniform in [-R, R]; null: 0.</param>
    public static double ShareOffset(Func<double, (double Value, double Derivative)> activation, double weightVariance,
        double? scaleRadius = null, double? shiftRadius = null) =>
        1 / Power(activation, weightVariance, scaleRadius, shiftRadius);

    private static double Variance(Func<double, double> f)
    {
        double mean = GaussianExpectation.Of(f);
        return GaussianExpectation.Of(z => (f(z) - mean) * (f(z) - mean));
    }

    // Nodes of the uniform law from lower to radius; where there is no radius, the fixed value.
    private static IEnumerable<(double Value, double Weight)> Uniform(double lower, double? radius, double otherwise)
    {
        if (radius is not { } upper)
        {
            yield return (otherwise, 1);
            yield break;
        }

        for (int i = 0; i < Rule.Order; i++)
            yield return (lower + ((upper - lower) * Rule.GetAbscissa(i)), Rule.GetWeight(i));
    }
}
