using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis;

/// <summary>
/// The power law C l^tau that a residual net's sensitivity chi^l is predicted to follow: its exponent from the
/// increments of the layers, 2 tau = delta^(2H) - 1 (section 6 of the paper); only its constant is fitted to chi.
/// </summary>
/// <param name="Exponent">tau.</param>
/// <param name="LogConstant">The natural logarithm of C.</param>
/// <param name="MeanIncrement">delta: see <see cref="For"/> for which mean it is.</param>
public sealed record PowerLawPrediction(double Exponent, double LogConstant, double MeanIncrement)
{
    /// <summary>
    /// The prediction for a run of a residual net. The increment of a depth is the ratio of means over simulations,
    /// mean chi after the first convolution of the unit / mean chi at its input; delta is the average of that over the
    /// recorded depths. C minimises the sum over depths of (mean chi at the sum - C l^tau)^2.
    /// </summary>
    /// <param name="results">A run; its residual depth is H.</param>
    /// <returns>
    /// The prediction, or null where chi is absent at the input, the first convolution or the sum, or nowhere finite.
    /// </returns>
    public static PowerLawPrediction? For(RunResults results)
    {
        if (results.Find(Statistic.Chi, Location.Input) is not { } input
            || results.Find(Statistic.Chi, Location.Convolution) is not { } convolution
            || results.Find(Statistic.Chi, Location.Sum) is not { } sum)
        {
            return null;
        }

        (double[] before, double[] after, double[] end) = (LogMeans(input), LogMeans(convolution), LogMeans(sum));
        double[] increments = [.. after.Zip(before, (a, b) => Math.Exp(a - b)).Where(double.IsFinite)];
        if (increments.Length == 0) return null;
        double increment = increments.Average();
        double exponent = ResidualTheory.Exponent(increment, results.Configuration.Network.ResidualDepth);
        double logConstant = FitLogConstant(results.Depths, end, exponent);
        return double.IsFinite(exponent) && double.IsFinite(logConstant)
            ? new PowerLawPrediction(exponent, logConstant, increment)
            : null;
    }

    /// <summary>log10 of C l^tau.</summary>
    /// <param name="depth">l, above 0.</param>
    public double Log10At(double depth) => (LogConstant + (Exponent * Math.Log(depth))) / Math.Log(10);

    /// <summary>C l^tau; infinite where that exceeds the numbers there are.</summary>
    /// <param name="depth">l, above 0.</param>
    public double At(double depth) => Math.Exp(LogConstant + (Exponent * Math.Log(depth)));

    /// <summary>log C of least squares, C = sum(y l^tau) / sum(l^(2 tau)), with y given by its logarithm.</summary>
    internal static double FitLogConstant(IReadOnlyList<int> depths, IReadOnlyList<double> logValues, double exponent)
    {
        int[] present = [.. Enumerable.Range(0, depths.Count).Where(i => double.IsFinite(logValues[i]))];
        if (present.Length == 0) return double.NaN;
        // Both are measured by their largest, so that neither sum overflows, whatever the exponent.
        double deepest = depths[present[^1]];
        double largest = present.Max(i => logValues[i]);
        double products = 0, squares = 0;
        foreach (int i in present)
        {
            double power = Math.Pow(depths[i] / deepest, exponent);
            products += Math.Exp(logValues[i] - largest) * power;
            squares += power * power;
        }

        return largest + Math.Log(products / squares) - (exponent * Math.Log(deepest));
    }

    // NaN where a simulation lost its signal: the law is fitted to means over all of them, as the curve beside it is drawn.
    private static double[] LogMeans(Curve curve) => [.. CurveSummary.OfLog10(curve, averagesLogarithms: false).Mean.Select(v => v * Math.Log(10))];
}
