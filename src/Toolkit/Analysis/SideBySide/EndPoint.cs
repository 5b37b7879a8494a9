using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>
/// A quantity at one depth over simulations: its mean; or in log10 the mean of log10 where its logarithms are averaged,
/// else the log10 of its mean.
/// </summary>
/// <param name="Depth">The depth.</param>
/// <param name="Mean">The mean, or what it is in log10.</param>
/// <param name="Error">The standard error of that number; NaN of one simulation.</param>
public sealed record EndPoint(int Depth, double Mean, double Error)
{
    /// <summary>Takes the mean at the recorded depth nearest to one; null where a simulation lacks the value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="quantity">Of what.</param>
    /// <param name="wanted">The depth.</param>
    /// <param name="isLog10">
    /// Whether to give it in log10; where that is the log10 of a mean, the error is by the delta method.
    /// </param>
    public static EndPoint? Of(RunResults run, Quantity quantity, int wanted, bool isLog10)
    {
        if (quantity.Find(run) is not { } curve || run.Depths.Count == 0) return null;
        int column = Enumerable.Range(0, run.Depths.Count).MinBy(i => Math.Abs(run.Depths[i] - wanted));
        double[] logs = curve.BySimulation(s => curve.NaturalLog(s, column));
        double[] values = isLog10 ? Array.ConvertAll(logs, v => v / Math.Log(10))
            : quantity.SpansDecades ? Array.ConvertAll(logs, Math.Exp)
            : curve.BySimulation(s => curve.Linear(s, column));
        if (values.Length == 0 || values.Any(double.IsNaN)) return null;
        if (!isLog10 || quantity.AveragesLogarithms)
        {
            SampleMoments moments = SampleMoments.Of(values);
            return new(run.Depths[column], moments.Mean, moments.MeanError);
        }

        // Around the largest, so that nothing overflows.
        double largest = logs.Max();
        SampleMoments scaled = SampleMoments.Of(logs.Select(v => Math.Exp(v - largest)));
        return new(run.Depths[column], (largest + Math.Log(scaled.Mean)) / Math.Log(10),
            scaled.MeanError / scaled.Mean / Math.Log(10));
    }
}
