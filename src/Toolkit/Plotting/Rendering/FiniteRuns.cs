namespace MomentsDnns.Plotting.Rendering;

/// <summary>Stretches of consecutive points that can be drawn.</summary>
internal static class FiniteRuns
{
    /// <summary>The stretches of a series's line: finite in X and Y.</summary>
    public static IEnumerable<Range> OfLine(SeriesDescription series) =>
        Of(series.X.Count, i => double.IsFinite(series.X[i]) && double.IsFinite(series.Y[i]));

    /// <summary>The stretches of a series's band or bars: finite in X, Lower and Upper; none without.</summary>
    public static IEnumerable<Range> OfSpread(SeriesDescription series) => series.HasSpread
        ? Of(series.X.Count, i => double.IsFinite(series.X[i]) && double.IsFinite(series.Lower![i])
            && double.IsFinite(series.Upper![i]))
        : [];

    private static IEnumerable<Range> Of(int count, Func<int, bool> isFinite)
    {
        int start = 0;
        for (int i = 0; i <= count; i++)
        {
            if (i < count && isFinite(i)) continue;
            if (i > start) yield return start..i;
            start = i + 1;
        }
    }
}
