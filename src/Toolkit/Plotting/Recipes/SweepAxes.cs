using MomentsDnns.Analysis.Sweeps;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>The axes of a sweep's figure: their names, scales and the order along them.</summary>
internal static class SweepAxes
{
    /// <summary>The name of an option on an axis.</summary>
    public static FigureLabel Name(SweepAxis axis) => FigureLabel.Parse(axis.Option switch
    {
        "weight-variance" => "sigma_w^2",
        "bias-variance" => "sigma_b^2",
        "norm-epsilon" => "epsilon",
        "noise" => "a, amplitude of the noise",
        _ => axis.Option.Replace('-', ' '),
    });

    /// <summary>Logarithmic where the values are spaced so.</summary>
    public static AxisScale ScaleOf(SweepAxis axis) => AxisScales.Of(axis.IsSpacedInLogs);

    /// <summary>A value in axis units.</summary>
    public static double InAxisUnits(SweepAxis axis, double value) => ScaleOf(axis).InUnits(value);

    /// <summary>The places of the values that are numbers, the least first.</summary>
    public static int[] Ascending(SweepAxis axis) =>
        [.. Enumerable.Range(0, axis.Numbers.Count).Where(i => double.IsFinite(axis.Numbers[i]))
        .OrderBy(i => axis.Numbers[i])];
}
