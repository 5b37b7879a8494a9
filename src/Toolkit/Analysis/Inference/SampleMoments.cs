namespace MomentsDnns.Analysis.Inference;

/// <summary>Mean and spread of the finite values of a sample, with their standard errors.</summary>
/// <param name="Count">How many finite values, n.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation s (with n - 1); NaN below two values.</param>
/// <param name="FourthMoment">Their fourth central moment m4 (with n).</param>
internal readonly record struct SampleMoments(int Count, double Mean, double Deviation, double FourthMoment)
{
    /// <summary>The standard error of the mean, s / sqrt n.</summary>
    public double MeanError => Deviation / Math.Sqrt(Count);

    /// <summary>
    /// The standard error of s, whatever the law of the values: sqrt((m4 - (n-3)/(n-1) s^4) / n) / (2 s); 0 for a
    /// constant.
    /// </summary>
    public double DeviationError
    {
        get
        {
            if (Deviation == 0) return 0;
            double square = Deviation * Deviation;
            double variance = (FourthMoment - ((Count - 3.0) / (Count - 1.0) * square * square)) / Count;
            return Math.Sqrt(variance) / (2 * Deviation);
        }
    }

    /// <summary>Takes the moments; NaN and infinite values are passed over.</summary>
    public static SampleMoments Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        // A constant sample has no spread at all, whatever the rounding of its mean.
        if (finite.Length == 0) return new(0, double.NaN, double.NaN, double.NaN);
        if (finite.All(v => v == finite[0]))
            return new(finite.Length, finite[0], finite.Length > 1 ? 0 : double.NaN, 0);
        double mean = finite.Average(), second = 0, fourth = 0;
        foreach (double value in finite)
        {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }

        return new(finite.Length, mean, Math.Sqrt(second / (finite.Length - 1)), fourth / finite.Length);
    }
}
