using MomentsDnns.Analysis.Inference;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>The mean over simulations at one depth, with its standard error: of a quantity, or of its log10 where it spans decades.</summary>
/// <param name="Depth">The depth.</param>
/// <param name="Mean">The mean of the quantity, or of its log10.</param>
/// <param name="Error">The standard error of that number; NaN of one simulation.</param>
public sealed record EndPoint(int Depth, double Mean, double Error)
{
    /// <summary>Takes the mean at the recorded depth nearest to one; null where a simulation lacks the value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="quantity">Of what.</param>
    /// <param name="wanted">The depth.</param>
    /// <param name="isLog10">Whether to average log10 of the quantity.</param>
    public static EndPoint? Of(RunResults run, SharedQuantity quantity, int wanted, bool isLog10)
    {
        if (LayerOutput.Find(run, quantity) is not { } curve || run.Depths.Count == 0) return null;
        int column = Enumerable.Range(0, run.Depths.Count).MinBy(i => Math.Abs(run.Depths[i] - wanted));
        double[] logs = [.. Enumerable.Range(0, curve.Simulations).Select(s => CurveSummary.NaturalLog(curve, s, column))];
        if (logs.Length == 0 || logs.Any(double.IsNaN)) return null;
        SampleMoments moments = SampleMoments.Of(logs.Select(v => isLog10 ? v / Math.Log(10) : Math.Exp(v)));
        return new(run.Depths[column], moments.Mean, moments.MeanError);
    }
}
