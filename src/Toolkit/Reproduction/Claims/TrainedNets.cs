using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Nets of one kind and depth that were trained for the claims.</summary>
/// <param name="Kind">The kind, for people.</param>
/// <param name="Depth">Layers, or residual units.</param>
/// <param name="Run">The nets by step.</param>
public sealed record TrainedNets(string Kind, int Depth, RunResults Run)
{
    private int Last => Run.Depths.Count - 1;

    /// <summary>1/K, the accuracy by chance.</summary>
    public double Chance => 1.0 / Run.Trained!.Classes;

    /// <summary>One number a net at the first step (0) or after the last; NaN of a net that diverged before.</summary>
    /// <param name="statistic">Of what.</param>
    /// <param name="place">Where.</param>
    /// <param name="isAfter">Whether after training.</param>
    public double[] Values(Statistic statistic, Location place, bool isAfter)
    {
        Curve curve = Run.Get(statistic, place);
        return [.. Enumerable.Range(0, Run.Simulations.Count).Select(s => curve[s, isAfter ? Last : 0])];
    }

    /// <summary>Last accuracies less chance; a net that diverged has learned nothing.</summary>
    /// <param name="place">Of which images.</param>
    public double[] AboveChance(Location place) => [.. Values(TrainedStatistics.Accuracy, place, isAfter: true)
        .Select(accuracy => double.IsNaN(accuracy) ? 0 : accuracy - Chance)];

    /// <summary>
    /// The mean log10 of chi behind the last unit, of the nets that hold it; null where two or fewer do: the others
    /// have diverged, or no signal is left in them.
    /// </summary>
    /// <param name="isAfter">Whether after training.</param>
    public Estimate? Log10Chi(bool isAfter) => Mean([.. Values(Statistic.Chi, TrainedStatistics.Net, isAfter)
        .Select(log => log / Math.Log(10))]);

    /// <summary>The mean of r_eff(x) there; null likewise.</summary>
    /// <param name="isAfter">Whether after training.</param>
    public Estimate? SignalRank(bool isAfter) =>
        Mean(Values(Statistic.EffectiveRankSignal, TrainedStatistics.Net, isAfter));

    /// <summary>The growth of log chi a unit over the deeper half of the net; null likewise.</summary>
    /// <param name="isAfter">Whether after training.</param>
    public Estimate? Rate(bool isAfter)
    {
        double[] middle = Values(Statistic.Chi, TrainedStatistics.Middle, isAfter),
            end = Values(Statistic.Chi, TrainedStatistics.Net, isAfter);
        return Mean([.. end.Zip(middle, (e, m) => (e - m) / (Depth - ((Depth + 1) / 2)))]);
    }

    private static Estimate? Mean(double[] values) => values.Where(double.IsFinite).ToArray() is { Length: > 2 } known
        ? Estimate.Of(known) : null;
}
