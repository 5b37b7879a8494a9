using MomentsDnns.Analysis.Quantities;

namespace MomentsDnns.Analysis;

/// <summary>
/// A curve over simulations reduced to three numbers a depth: the arithmetic mean and the 16th and 84th percentile over
/// all simulations. A depth at which a simulation holds no value has no summary: its signal was lost, and a mean over
/// the survivors would be one of another law. Immutable.
/// </summary>
/// <remarks>
/// Every mean here is an arithmetic mean. <see cref="OfLinear"/> averages the values: of increments the ratios of each
/// simulation (a mean of ratios, not a ratio of means). <see cref="OfLog10"/> averages the log10 of chi, nu_2 and mu_2,
/// the number that tables, verdicts and comparisons give of them (ten to its power is the geometric mean, which lies
/// below the arithmetic one where simulations spread), and gives the log10 of the mean of all else, which tables give
/// linearly.
/// </remarks>
public sealed class CurveSummary
{
    /// <summary>The probability of the lower edge of a band.</summary>
    public const double LowerProbability = 0.16;

    /// <summary>The probability of the upper edge of a band.</summary>
    public const double UpperProbability = 0.84;

    private CurveSummary(double[] mean, double[] lower, double[] upper, int[] count)
    {
        (Mean, Lower, Upper, Count) = (mean, lower, upper, count);
    }

    /// <summary>The mean at each depth; NaN where a simulation holds no value.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>The 16th percentile at each depth; NaN where a simulation holds no value.</summary>
    public IReadOnlyList<double> Lower { get; }

    /// <summary>The 84th percentile at each depth; NaN where a simulation holds no value.</summary>
    public IReadOnlyList<double> Upper { get; }

    /// <summary>How many simulations hold a value (not NaN) at each depth.</summary>
    public IReadOnlyList<int> Count { get; }

    /// <summary>Summary on a linear scale: mean and percentiles of the values themselves.</summary>
    /// <param name="curve">
    /// Any quantity; one that is kept as logarithm is exponentiated and may overflow to infinity.
    /// </param>
    public static CurveSummary OfLinear(QuantityCurve curve) =>
        Summarize(curve, curve.Linear, ArithmeticMean);

    /// <summary>
    /// Summary in log10: the mean of the log10 of the values, or the log10 of their mean, and the percentiles of their
    /// log10. Never exponentiates a logarithm by itself, so nothing overflows.
    /// </summary>
    /// <param name="curve">A positive quantity, kept as logarithm or linear.</param>
    /// <param name="averagesLogarithms">
    /// Whether the log10 are averaged, not the values; null: by the quantity, see the class.
    /// </param>
    public static CurveSummary OfLog10(QuantityCurve curve, bool? averagesLogarithms = null) =>
        Summarize(curve, (simulation, depth) => curve.NaturalLog(simulation, depth) / Math.Log(10),
        averagesLogarithms ?? curve.Quantity.AveragesLogarithms
            ? ArithmeticMean
            : static log10 => LogMeanExp([.. log10.Select(v => v * Math.Log(10))]) / Math.Log(10));

    /// <summary>
    /// The quantile of sorted numbers, linear between order statistics: at (n - 1) p, counted from 0.
    /// </summary>
    /// <param name="ascending">The numbers, ascending, one at least.</param>
    /// <param name="probability">From 0 (the minimum) to 1 (the maximum).</param>
    /// <exception cref="ArgumentException">There is no number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static double Quantile(ReadOnlySpan<double> ascending, double probability)
    {
        if (ascending.IsEmpty)
        {
            throw new ArgumentException("ascending is empty: a quantile needs one number at least", nameof(ascending));
        }

        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability lies in [0, 1]");
        }

        double position = (ascending.Length - 1) * probability;
        int below = Math.Min((int)position, ascending.Length - 1);
        int above = Math.Min(below + 1, ascending.Length - 1);
        double share = position - below;
        // Equal neighbours first: infinities would otherwise give infinity minus infinity.
        return share == 0 || ascending[below] == ascending[above]
            ? ascending[below]
            : ascending[below] + (share * (ascending[above] - ascending[below]));
    }

    /// <summary>
    /// log(mean(exp(v))), computed around the largest v so that nothing overflows; NaN of no numbers.
    /// </summary>
    internal static double LogMeanExp(IReadOnlyList<double> logarithms)
    {
        if (logarithms.Count == 0) return double.NaN;
        double largest = logarithms.Max();
        return double.IsInfinity(largest)
            ? largest
            : largest + Math.Log(logarithms.Average(v => Math.Exp(v - largest)));
    }

    private static double ArithmeticMean(double[] values) => values.Average();

    private static CurveSummary Summarize(QuantityCurve curve, Func<int, int, double> value,
        Func<double[], double> mean)
    {
        int depths = curve.Depths;
        double[] means = new double[depths], lowers = new double[depths], uppers = new double[depths];
        int[] counts = new int[depths];
        for (int depth = 0; depth < depths; depth++)
        {
            double[] present = [.. curve.BySimulation(s => value(s, depth)).Where(v => !double.IsNaN(v))];
            counts[depth] = present.Length;
            if (present.Length < curve.Simulations)
            {
                means[depth] = lowers[depth] = uppers[depth] = double.NaN;
                continue;
            }

            Array.Sort(present);
            means[depth] = mean(present);
            lowers[depth] = Quantile(present, LowerProbability);
            uppers[depth] = Quantile(present, UpperProbability);
        }

        return new CurveSummary(means, lowers, uppers, counts);
    }
}
