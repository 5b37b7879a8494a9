namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// What chance makes of a comparison: over all redrawings, the largest z^2 of all points and the mean z^2; the data as
/// they are come first.
/// </summary>
/// <param name="largest">The largest z^2 of each redrawing.</param>
/// <param name="meanSquare">The mean z^2 of each.</param>
/// <param name="squaredZ">z^2 of each point in the data as they are.</param>
/// <param name="takesAll">Whether there are no other redrawings.</param>
internal sealed class NullDistribution(double[] largest, double[] meanSquare, double[] squaredZ, bool takesAll)
{
    // Redrawings that are the data under another name must count as equal, whatever the rounding of their sums.
    private const double Rounding = 1e-9;

    /// <summary>How many redrawings, the data among them.</summary>
    public int Count => largest.Length;

    /// <summary>Whether these are all that there are.</summary>
    public bool TakesAll => takesAll;

    /// <summary>The p-value of the largest |z|.</summary>
    public double P => Share(largest, largest[0]);

    /// <summary>The p-value of the mean of z^2.</summary>
    public double MeanSquareP => Share(meanSquare, meanSquare[0]);

    /// <summary>The adjusted p-value of some points: against the largest z^2 of all.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public double AdjustedP(int first, int count) =>
        Share(largest, squaredZ.Skip(first).Take(count).Where(z => !double.IsNaN(z)).DefaultIfEmpty(0).Max());

    /// <summary>Judges curves, each by its largest |z| against the largest of all.</summary>
    /// <param name="curves">The curves, whose points are these, in order; their own p-values count for nothing.</param>
    /// <param name="test">How the redrawings were made.</param>
    /// <param name="reason">Why there is no verdict; null where there is one.</param>
    /// <param name="options">The level.</param>
    public ComparisonResult Judge(IEnumerable<CurveComparison> curves, ComparisonTest test, string? reason,
        ComparisonOptions options)
    {
        List<CurveComparison> judged = [];
        int first = 0;
        foreach (CurveComparison curve in curves)
        {
            double p = AdjustedP(first, curve.Points.Count);
            judged.Add(curve with { P = p, Verdict = Verdict(p) });
            first += curve.Points.Count;
        }

        return new(judged, test, P, MeanSquareP, Verdict(P), options)
        {
            Redrawings = Count,
            TakesAll = TakesAll,
            Reason = reason,
        };

        ComparisonVerdict Verdict(double p) => reason is not null ? ComparisonVerdict.CannotTell
            : p <= options.Level ? ComparisonVerdict.Differ : ComparisonVerdict.Agree;
    }

    private static double Share(double[] values, double observed) =>
        values.Count(v => v >= observed * (1 - Rounding)) / (double)values.Length;
}
