using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting;

/// <summary>Numbers in the units of a scale.</summary>
internal static class AxisScales
{
    /// <summary>The scale of numbers that are log10, or as they are.</summary>
    public static AxisScale Of(bool isLog10) => isLog10 ? AxisScale.Log10 : AxisScale.Linear;

    /// <summary>The scale that a quantity stands on.</summary>
    public static AxisScale Of(Quantity quantity) => Of(quantity.SpansDecades);

    /// <summary>A number in axis units.</summary>
    public static double InUnits(this AxisScale scale, double value) =>
        scale == AxisScale.Log10 ? Math.Log10(value) : value;

    /// <summary>The value that a quantity is compared with, on its scale; none where it has none.</summary>
    public static IReadOnlyList<double> Reference(Quantity quantity) =>
        quantity.Reference is { } value ? [Of(quantity).InUnits(value)] : [];

    /// <summary>Mean and band of a curve, in axis units.</summary>
    public static CurveSummary Summary(this AxisScale scale, QuantityCurve curve) =>
        scale == AxisScale.Log10 ? CurveSummary.OfLog10(curve) : CurveSummary.OfLinear(curve);

    /// <summary>Those of a quantity on its scale; null where the run does not hold it.</summary>
    public static CurveSummary? Summary(RunResults run, Quantity quantity) =>
        quantity.Find(run) is { } curve ? Of(quantity).Summary(curve) : null;
}
