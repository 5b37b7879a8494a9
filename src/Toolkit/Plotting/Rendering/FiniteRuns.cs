namespace MomentsDnns.Plotting.Rendering;

/// <summary>Stretches of consecutive points that can be drawn.</summary>
internal static class FiniteRuns
{
    /// <summary>The stretches of a series's line, as indices: finite in X and Y.</summary>
    public static IEnumerable<int[]> OfLine(SeriesDescription series) =>
        Of(series.X.Count, i => double.IsFinite(series.X[i]) && double.IsFinite(series.Y[i]));

    /// <summary>The stretches of a series's band or bars: finite in X, Lower and Upper; none without.</summary>
    public static IEnumerable<int[]> OfSpread(SeriesDescription series) => series.HasSpread
        ? Of(series.X.Count, i => double.IsFinite(series.X[i]) && double.IsFinite(series.Lower![i])
            && double.IsFinite(series.Upper![i]))
        : [];

    /// <summary>The numbers of a stretch.</summary>
    public static double[] Of(this IReadOnlyList<double> values, int[] run) => Array.ConvertAll(run, i => values[i]);

    private static IEnumerable<int[]> Of(int count, Func<int, bool> isFinite)
    {
        List<int> run = [];
        for (int i = 0; i <= count; i++)
        {
            if (i < count && isFinite(i))
            {
                run.Add(i);
                continue;
            }

            if (run.Count > 0) yield return [.. run];
            run.Clear();
        }
    }
}
