namespace MomentsDnns.Theory;

/// <summary>
/// Mean-field theory of feedforward nets of infinite width without normalization: pre-activations are normal, of
/// variance q from layer to layer. Sources: Poole et al. 2016; Schoenholz et al. 2017.
/// </summary>
/// <param name="activation">phi(x) and phi'(x).</param>
public sealed class MeanField(Func<double, (double Value, double Derivative)> activation)
{
    private const int MostSteps = 20_000;
    private const double Tolerance = 1e-13;

    /// <summary>The variance map: sigma_w^2 E phi(sqrt(q) z)^2 + sigma_b^2.</summary>
    /// <param name="q">The variance of a layer's pre-activations, 0 or more.</param>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    public double NextVariance(double q, double weightVariance, double biasVariance) =>
        (weightVariance * GaussianExpectation.Of(z => Square(activation(Math.Sqrt(q) * z).Value))) + biasVariance;

    /// <summary>The growth of the noise's power over a layer at variance q: sigma_w^2 E phi'(sqrt(q) z)^2.</summary>
    /// <param name="q">The variance of the pre-activations.</param>
    /// <param name="weightVariance">sigma_w^2.</param>
    public double Chi1(double q, double weightVariance) =>
        weightVariance * GaussianExpectation.Of(z => Square(activation(Math.Sqrt(q) * z).Derivative));

    /// <summary>
    /// The stable fixed point q* of the variance map that iteration from 1 reaches; null where it diverges.
    /// </summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    public double? FixedPoint(double weightVariance, double biasVariance)
    {
        double q = 1;
        for (int step = 0; step < MostSteps; step++)
        {
            double next = NextVariance(q, weightVariance, biasVariance),
                after = NextVariance(next, weightVariance, biasVariance);
            if (!double.IsFinite(after) || after > 1e12) return null;
            // Aitken's extrapolation, since near criticality plain iteration crawls; only where steps shrink, for it
            // would find repelling fixed points as well.
            double ratio = (after - next) / (next - q);
            double jump = q + ((next - q) / (1 - ratio));
            double best = Math.Abs(ratio) < 1 && double.IsFinite(jump) && jump >= 0 ? jump : after;
            if (Math.Abs(best - q) <= Tolerance * Math.Max(1e-3, best)) return best;
            q = best;
        }

        return null;
    }

    /// <summary>
    /// The order-to-chaos line: the sigma_w^2 at which chi_1 = 1 at the fixed point of this bias variance; above it
    /// correlations decay (chaos), below they go to 1 (order). Null where no such crossing is found between 1e-3 and
    /// 100: the fixed point of some activations (GELU, SiLU) ceases to exist before chi_1 reaches 1.
    /// </summary>
    /// <param name="biasVariance">sigma_b^2, above 0.</param>
    public double? CriticalWeightVariance(double biasVariance)
    {
        (double low, double high) = (1e-3, 100);
        if (!(Excess(low) < 0) || !(Excess(high) > 0)) return null;
        while (high - low > 1e-9 * high)
        {
            double middle = 0.5 * (low + high);
            if (Excess(middle) < 0) low = middle;
            else high = middle;
        }

        return Math.Abs(Excess(low)) < 1e-4 ? 0.5 * (low + high) : null;

        double Excess(double weightVariance) =>
            FixedPoint(weightVariance, biasVariance) is { } q ? Chi1(q, weightVariance) - 1 : double.PositiveInfinity;
    }

    /// <summary>
    /// delta_phi = sqrt(E phi'(z)^2 / Var phi(z)): the activation's increment of chi at standard normal
    /// pre-activations.
    /// </summary>
    public double ActivationIncrement()
    {
        double mean = GaussianExpectation.Of(z => activation(z).Value);
        double variance = GaussianExpectation.Of(z => Square(activation(z).Value - mean));
        return Math.Sqrt(GaussianExpectation.Of(z => Square(activation(z).Derivative)) / variance);
    }

    private static double Square(double x) => x * x;
}
