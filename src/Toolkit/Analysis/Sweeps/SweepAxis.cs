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

    /// <summary>Whether the numbers are positive and span two decades: then they are drawn by their log10.</summary>
    public bool SpansDecades => Numbers.Where(double.IsFinite).DefaultIfEmpty(0).Min() is var least && least > 0
        && Numbers.Where(double.IsFinite).Max() >= 100 * least;
}
