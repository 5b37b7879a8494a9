using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace MomentsDnns.Analysis.Inference;

/// <summary>
/// A mean over simulations with its uncertainty: simulations are independent, so that no more is assumed.
/// </summary>
/// <param name="Value">The arithmetic mean.</param>
/// <param name="StandardError">
/// The standard deviation over simulations divided by the square root of their number; NaN of one.
/// </param>
/// <param name="Simulations">How many simulations.</param>
public sealed record Estimate(double Value, double StandardError, int Simulations)
{
    /// <summary>The mean of one number a simulation.</summary>
    /// <param name="values">The numbers.</param>
    public static Estimate Of(IReadOnlyCollection<double> values)
    {
        SampleMoments moments = SampleMoments.Of(values);
        return new(moments.Mean, moments.MeanError, values.Count);
    }

    /// <summary>
    /// The variance of one number a simulation, with the standard error of that variance, whatever the law of the
    /// numbers.
    /// </summary>
    /// <param name="values">The numbers.</param>
    public static Estimate OfVariance(IReadOnlyCollection<double> values)
    {
        SampleMoments moments = SampleMoments.Of(values);
        return new(moments.Deviation * moments.Deviation, 2 * moments.Deviation * moments.DeviationError, values.Count);
    }

    /// <summary>Value / StandardError; infinite where all simulations give one number other than 0.</summary>
    [JsonIgnore]
    public double T => Value == 0 ? 0 : Value / StandardError;

    /// <summary>
    /// The interval of Student's t that holds the true mean with a probability; unbounded of one simulation.
    /// </summary>
    /// <param name="confidence">The probability, below 1.</param>
    public (double Lower, double Upper) Interval(double confidence)
    {
        if (Simulations < 2) return (double.NegativeInfinity, double.PositiveInfinity);
        double half = TwoSidedQuantile(Simulations, confidence) * StandardError;
        return (Value - half, Value + half);
    }

    /// <summary>Whether 0 lies outside the interval.</summary>
    /// <param name="confidence">The interval's probability.</param>
    public bool DiffersFromZero(double confidence) =>
        Interval(confidence) is var (lower, upper) && (lower > 0 || upper < 0);

    /// <summary>
    /// The probability, by Student's t around <see cref="Value"/>, that the true mean lies above a number; of an error
    /// of 0, 0 or 1.
    /// </summary>
    /// <param name="number">The number.</param>
    public double ProbabilityAbove(double number) => StandardError > 0
        ? 1 - StudentT.CDF(Value, StandardError, Simulations - 1, number)
        : Value > number ? 1 : 0;

    /// <summary>The same in other units.</summary>
    /// <param name="factor">How many of the new units one of the old is.</param>
    internal Estimate Times(double factor) => new(Value * factor, StandardError * factor, Simulations);

    /// <summary>Of a mean of natural logarithms: the number of the typical net, its error to first order.</summary>
    internal Estimate Exponential() => new(Math.Exp(Value), Math.Exp(Value) * StandardError, Simulations);

    /// <summary>The half width of an interval of so many simulations, in standard errors.</summary>
    internal static double TwoSidedQuantile(int simulations, double confidence) =>
        StudentT.InvCDF(0, 1, simulations - 1, 0.5 * (1 + confidence));
}
