using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>A point as a test sees it.</summary>
/// <param name="A">The first run's values; NaN where absent.</param>
/// <param name="B">The second run's.</param>
/// <param name="IsSpread">Whether standard deviations are compared, not means.</param>
/// <param name="Tolerance">A difference up to this is none.</param>
internal sealed record TestedPoint(double[] A, double[] B, bool IsSpread, double Tolerance)
{
    /// <summary>
    /// The differences within pairs; of standard deviations those of n/(n-1) times the squared deviations from each run's own mean, whose mean
    /// is the difference of the variances.
    /// </summary>
    public double[] Differences()
    {
        if (!IsSpread) return [.. A.Zip(B, (a, b) => a - b)];
        SampleMoments first = SampleMoments.Of(A), second = SampleMoments.Of(B);
        double factor = first.Count / (first.Count - 1.0);
        return [.. A.Zip(B, (a, b) => factor * (((a - first.Mean) * (a - first.Mean)) - ((b - second.Mean) * (b - second.Mean))))];
    }

    /// <summary>A mean of <see cref="Differences"/> up to this is none: of variances, s_a^2 - s_b^2 = (s_a - s_b)(s_a + s_b).</summary>
    public double DifferenceTolerance => IsSpread ? Tolerance * (SampleMoments.Of(A).Deviation + SampleMoments.Of(B).Deviation) : Tolerance;
}
