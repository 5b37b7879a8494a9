using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>A measurement beside its prediction at one depth.</summary>
/// <param name="Depth">The depth.</param>
/// <param name="Measured">The measurement with its standard error.</param>
/// <param name="Lower">The prediction; where it is a bound, the lower one.</param>
/// <param name="Upper">The upper bound; equal to <paramref name="Lower"/> where the prediction is one number.</param>
/// <param name="DifferenceError">
/// The standard error of measured minus predicted: less than that of the measurement where both come from the same
/// simulations.
/// </param>
public sealed record TheoryPoint(int Depth, Estimate Measured, double Lower, double Upper, double DifferenceError)
{
    /// <summary>
    /// Means over simulations of a measurement and of its prediction in the same simulation; null where one lacks
    /// either.
    /// </summary>
    internal static TheoryPoint? Of(int depth, double[] measured, double[] predicted)
    {
        if (!measured.Concat(predicted).All(double.IsFinite)) return null;
        double mean = predicted.Average();
        return new(depth, Estimate.Of(measured), mean, mean,
            Estimate.Of([.. measured.Zip(predicted, (m, p) => m - p)]).StandardError);
    }

    /// <summary>The same measurement beside bounds that no simulation enters; equal ones are a prediction.</summary>
    internal TheoryPoint Beside(double lower, double upper) =>
        this with { Lower = lower, Upper = upper, DifferenceError = Measured.StandardError };

    /// <summary>Measured minus predicted; 0 between bounds.</summary>
    public double Difference =>
        Measured.Value > Upper ? Measured.Value - Upper : Measured.Value < Lower ? Measured.Value - Lower : 0;

    /// <summary>The prediction with the digits that the difference's error leaves, bounds as a range.</summary>
    [JsonIgnore]
    public string PredictedText => Lower == Upper ? Digits(Lower) : $"{Digits(Lower)} to {Digits(Upper)}";

    /// <summary>The difference in standard errors.</summary>
    public double Z => Difference == 0 ? 0 : Difference / DifferenceError;

    private string Digits(double value) => MeasuredText.Parts(value, DifferenceError).Value;
}
