using MathNet.Numerics.Integration;

namespace MomentsDnns.Theory;

/// <summary>
/// q = sum_i lambda_i g_i^2 of independent standard normal g: the variance over a batch of a channel with Gaussian weights, lambda the eigenvalues of the
/// covariance of what the weights see, times their variance.
/// </summary>
public static class WeightedChiSquare
{
    // In u = log t, the integrand rises as e^u below the scale of 1/q and falls as e^(u (1 - k/2)) of k eigenvalues beyond: what lies outside is 6e-6 of the whole
    // for three, 4e-11 for four.
    private const double Range = 24;
    private const int Panels = 16, Points = 16;

    private static readonly GaussLegendreRule Rule = new(-1, 1, Points);

    /// <summary>
    /// E[1/(q + epsilon)] = int_0^inf e^(-epsilon t) prod_i (1 + 2 lambda_i t)^(-1/2) dt; infinite where epsilon is 0 and fewer than three
    /// eigenvalues are above 0.
    /// </summary>
    /// <param name="eigenvalues">lambda, each 0 or more.</param>
    /// <param name="epsilon">Epsilon, 0 or more.</param>
    public static double MeanInverse(IReadOnlyCollection<double> eigenvalues, double epsilon)
    {
        if (epsilon == 0 && eigenvalues.Count(v => v > 0) < 3) return double.PositiveInfinity;
        double sum = 0, half = Range / Panels, first = -Math.Log(eigenvalues.Sum() + epsilon) - Range + half;
        for (int panel = 0; panel < Panels; panel++)
        {
            for (int i = 0; i < Points; i++)
            {
                double t = Math.Exp(first + (2 * half * panel) + (half * Rule.GetAbscissa(i)));
                sum += half * Rule.GetWeight(i) * t * Math.Exp(-(epsilon * t) - (0.5 * eigenvalues.Sum(v => Math.Log(1 + (2 * v * t)))));
            }
        }

        return sum;
    }
}
