namespace MomentsDnns.Analysis.Comparison;

/// <summary>Sums of powers of standardised values of a group of simulations at one point.</summary>
internal readonly record struct GroupMoments(double Count, double Sum, double Squares, double Cubes, double Fourths)
{
    // Values are in units of the pooled standard deviation: a variance below this is the rounding of its sums.
    private const double Nothing = 1e-13;

    private double Mean => Sum / Count;

    private double Variance => Math.Max(0, (Squares - (Sum * Mean)) / (Count - 1));

    /// <summary>The moments of the others, where this is a part of all.</summary>
    /// <param name="all">The moments of all.</param>
    public GroupMoments OthersOf(in GroupMoments all) =>
        new(all.Count - Count, all.Sum - Sum, all.Squares - Squares, all.Cubes - Cubes, all.Fourths - Fourths);

    /// <summary>
    /// z^2 of the difference of two means by Welch, (a - b)^2 / (s_a^2/n_a + s_b^2/n_b), or of two standard deviations,
    /// whose variances are (m4 - (n-3)/(n-1) s^4) / (4 n s^2), whatever the law; NaN where a group has fewer than two
    /// values.
    /// </summary>
    /// <param name="a">One group.</param>
    /// <param name="b">The other.</param>
    /// <param name="isSpread">Whether of standard deviations.</param>
    /// <param name="tolerance">A difference up to this is none.</param>
    public static double SquaredZ(in GroupMoments a, in GroupMoments b, bool isSpread, double tolerance) =>
        a.Count < 2 || b.Count < 2 ? double.NaN
        : isSpread ? SquaredZ(Math.Sqrt(a.Variance) - Math.Sqrt(b.Variance),
            a.DeviationVariance + b.DeviationVariance, tolerance)
        : SquaredZ(a.Mean - b.Mean, (a.Variance / a.Count) + (b.Variance / b.Count), tolerance);

    /// <summary>difference^2 / variance; 0 within the tolerance, infinite where nothing varies.</summary>
    /// <param name="difference">The difference, of standardised values.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="tolerance">A difference up to this is none.</param>
    public static double SquaredZ(double difference, double variance, double tolerance) =>
        Math.Abs(difference) <= tolerance ? 0
        : variance <= Nothing ? double.PositiveInfinity
        : difference * difference / variance;

    private double DeviationVariance
    {
        get
        {
            double square = Variance, mean = Mean;
            if (square <= Nothing) return 0;
            double fourth =
                (Fourths - (4 * mean * Cubes) + (6 * mean * mean * Squares) - (3 * mean * mean * mean * Sum)) / Count;
            return Math.Max(0, fourth - ((Count - 3) / (Count - 1) * square * square)) / (4 * Count * square);
        }
    }
}
