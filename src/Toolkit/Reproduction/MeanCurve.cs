using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction;

/// <summary>A mean over simulations as a function of depth, and what a reader of its curve would name.</summary>
/// <param name="Depths">The recorded depths, ascending.</param>
/// <param name="Values">The mean at each.</param>
internal sealed record MeanCurve(IReadOnlyList<int> Depths, IReadOnlyList<double> Values)
{
    /// <summary>The first value.</summary>
    public double First => Values[0];

    /// <summary>The last value.</summary>
    public double Last => Values[^1];

    /// <summary>The largest value and its depth.</summary>
    public (double Value, int Depth) Peak => Values.Zip(Depths).MaxBy(p => p.First);

    /// <summary>The smallest value and its depth.</summary>
    public (double Value, int Depth) Valley => Values.Zip(Depths).MinBy(p => p.First);

    /// <summary>The mean of a statistic, on a linear scale.</summary>
    public static MeanCurve OfLinear(RunResults run, Statistic statistic, Location location) =>
        new(run.Depths, CurveSummary.OfLinear(run.Get(statistic, location)).Mean);

    /// <summary>log10 of the mean of a statistic.</summary>
    public static MeanCurve OfLog10(RunResults run, Statistic statistic, Location location) =>
        new(run.Depths, CurveSummary.OfLog10(run.Get(statistic, location)).Mean);

    /// <summary>The mean over simulations of chi's ratio between two locations.</summary>
    public static MeanCurve OfIncrement(RunResults run, Location before, Location after) =>
        new(run.Depths, CurveSummary.OfRatio(run.Get(Statistic.Chi, after), run.Get(Statistic.Chi, before)).Mean);

    /// <summary>The mean over the deeper half of the recorded depths, where single depths scatter.</summary>
    public double MeanOfDeeperHalf => Values.Skip(Values.Count / 2).Average();

    /// <summary>"1.13 at 2, 1.00 at 200": the ends of the curve.</summary>
    public string Ends(string format) => $"{Text(First, format)} at {Depths[0]}, {Text(Last, format)} at {Depths[^1]}";

    /// <summary>A number in the invariant culture.</summary>
    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
