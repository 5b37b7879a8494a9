using System.Globalization;

namespace MomentsDnns.Analysis.Sweeps;

/// <summary>An option that varies over a sweep.</summary>
/// <param name="Option">Its name as on the command line, without dashes.</param>
/// <param name="Values">Its values, as on the command line.</param>
public sealed record SweepAxis(string Option, IReadOnlyList<string> Values)
{
    private const string Finite = "finite:";

    /// <summary>The values as numbers, NaN where one is a word; <c>finite:A</c> counts as A.</summary>
    public IReadOnlyList<double> Numbers { get; } =
    [
        .. Values.Select(v => double.TryParse(v.StartsWith(Finite, StringComparison.Ordinal) ? v[Finite.Length..] : v,
            NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN),
    ];

    /// <summary>Whether every value is a number.</summary>
    public bool IsNumeric => !Numbers.Any(double.IsNaN);

    /// <summary>
    /// Whether the numbers are positive and more evenly spaced in logarithms than as they are, as 1, 2, 4, 8 and 1, 10,
    /// 100 but not 1, 2, 3, 4: then they are drawn by their log10. Two numbers are, where one is 100 times the other or
    /// more.
    /// </summary>
    public bool IsSpacedInLogs
    {
        get
        {
            double[] sorted = [.. Numbers.Where(double.IsFinite).Distinct().Order()];
            if (sorted.Length < 2 || sorted[0] <= 0) return false;
            return sorted.Length == 2 ? sorted[1] >= 100 * sorted[0]
                : Unevenness([.. sorted.Select(v => Math.Log(v))]) < 0.999 * Unevenness(sorted);
        }
    }

    // The widest gap over the narrowest.
    private static double Unevenness(double[] sorted)
    {
        double[] gaps = [.. sorted.Zip(sorted.Skip(1), (a, b) => b - a)];
        return gaps.Max() / gaps.Min();
    }
}
