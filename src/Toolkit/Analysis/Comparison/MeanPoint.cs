using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>The values of a run at one point, and the published mean there.</summary>
/// <param name="Depth">The layer or unit.</param>
/// <param name="Values">The run's, a simulation each; NaN where absent.</param>
/// <param name="Simulations">Behind the mean.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation over those simulations.</param>
internal sealed record MeanPoint(int Depth, double[] Values, int Simulations, double Mean, double Deviation)
{
    /// <summary>z of the difference, with the pooled spread of both sides.</summary>
    /// <param name="isLogarithmic">Whether the values are logarithms.</param>
    /// <param name="resolution">Of the options.</param>
    public ComparedPoint Compare(bool isLogarithmic, double resolution)
    {
        SampleMoments own = SampleMoments.Of(Values);
        double square = (((own.Count - 1) * own.Deviation * own.Deviation)
            + ((Simulations - 1.0) * Deviation * Deviation)) / (own.Count + Simulations - 2.0);
        double error = Math.Sqrt(square * ((1.0 / own.Count) + (1.0 / Simulations))), difference = own.Mean - Mean;
        double tolerance = resolution * (isLogarithmic ? 1 : Math.Max(Math.Abs(own.Mean), Math.Abs(Mean)));
        return new(Depth, own.Mean, Mean, own.MeanError, Deviation / Math.Sqrt(Simulations), own.Count, Simulations,
            error,
            Math.Abs(difference) <= tolerance ? 0 : difference / error);
    }

    /// <summary>
    /// The deviations from the mean as a vector of length 1, absent ones 0; null where nothing varies.
    /// </summary>
    /// <param name="most">Simulations at most, the first ones.</param>
    public double[]? Direction(int most)
    {
        double[] values = Values.Length > most ? Values[..most] : Values;
        SampleMoments own = SampleMoments.Of(values);
        double length = own.Deviation * Math.Sqrt(own.Count - 1.0);
        return length > 0 ? Array.ConvertAll(values, v => double.IsNaN(v) ? 0 : (v - own.Mean) / length) : null;
    }
}
