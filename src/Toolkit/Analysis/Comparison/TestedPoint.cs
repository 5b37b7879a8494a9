using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>The values of two runs' simulations of one quantity at one depth.</summary>
/// <param name="Depth">The layer or unit.</param>
/// <param name="A">The first run's, a simulation each; NaN where absent.</param>
/// <param name="B">The second run's.</param>
/// <param name="Tolerance">A difference up to this is none.</param>
/// <param name="IsSpread">Whether standard deviations are compared, not means.</param>
internal sealed record TestedPoint(int Depth, double[] A, double[] B, double Tolerance, bool IsSpread = false)
{
    /// <summary>The values of a curve of each run at a depth.</summary>
    /// <param name="depth">The depth.</param>
    /// <param name="a">The first run's.</param>
    /// <param name="b">The second run's.</param>
    /// <param name="isPaired">Whether equal rows are pairs, of which one half alone is nothing.</param>
    /// <param name="isLogarithmic">Whether the values are logarithms.</param>
    /// <param name="resolution">What share of the mean absolute value is rounding; of logarithms a difference.</param>
    public static TestedPoint Of(int depth, double[] a, double[] b, bool isPaired, bool isLogarithmic,
        double resolution)
    {
        for (int i = 0; isPaired && i < Math.Min(a.Length, b.Length); i++)
        {
            if (double.IsNaN(a[i]) || double.IsNaN(b[i])) a[i] = b[i] = double.NaN;
        }

        return new(depth, a, b, resolution * (isLogarithmic ? 1 : a.Concat(b).Where(double.IsFinite).Select(Math.Abs)
            .DefaultIfEmpty().Average()));
    }

    /// <summary>
    /// The differences within pairs; of standard deviations those of n/(n-1) times the squared deviations from each
    /// run's own mean, whose mean is the difference of the variances.
    /// </summary>
    public double[] Differences()
    {
        if (!IsSpread) return [.. A.Zip(B, (a, b) => a - b)];
        SampleMoments first = SampleMoments.Of(A), second = SampleMoments.Of(B);
        double factor = first.Count / (first.Count - 1.0);
        return [.. A.Zip(B, (a, b) => factor * (((a - first.Mean) * (a - first.Mean))
            - ((b - second.Mean) * (b - second.Mean))))];
    }

    /// <summary>
    /// A mean of <see cref="Differences"/> up to this is none: of variances, s_a^2 - s_b^2 = (s_a - s_b)(s_a + s_b).
    /// </summary>
    public double DifferenceTolerance =>
        IsSpread ? Tolerance * (SampleMoments.Of(A).Deviation + SampleMoments.Of(B).Deviation) : Tolerance;
}
