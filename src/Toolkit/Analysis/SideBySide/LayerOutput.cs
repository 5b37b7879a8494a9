using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>The curves of what a layer or residual unit puts out, whatever the architecture calls the place.</summary>
public static class LayerOutput
{
    /// <summary>A quantity of a run over depth, kept as the natural logarithm or linear as its statistic is; null where it was not recorded.</summary>
    /// <param name="run">The run.</param>
    /// <param name="quantity">Which.</param>
    public static Curve? Find(RunResults run, SharedQuantity quantity)
    {
        Location place = run.Facts.Output;
        return quantity switch
        {
            SharedQuantity.Chi => run.Find(Statistic.Chi, place),
            SharedQuantity.SignalPower => run.Find(Statistic.Nu2Signal, place),
            SharedQuantity.VarianceShare => Ratio(run.Find(Statistic.Mu2Signal, place), run.Find(Statistic.Nu2Signal, place)),
            SharedQuantity.Increment => Ratio(run.Find(Statistic.Chi, place), run.Find(Statistic.Chi, Location.Input)),
            // Effective ranks are taken behind activations alone.
            SharedQuantity.SignalRank => run.Find(Statistic.EffectiveRankSignal, Location.Activation),
            SharedQuantity.NoiseRank => run.Find(Statistic.EffectiveRankNoise, Location.Activation),
            _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "unknown quantity"),
        };
    }

    // Of two statistics that are kept as logarithms: their ratio in each simulation, kept so too.
    private static Curve? Ratio(Curve? numerator, Curve? denominator)
    {
        if (numerator is null || denominator is null) return null;
        double[,] values = new double[numerator.Simulations, numerator.Depths];
        for (int s = 0; s < numerator.Simulations; s++)
        {
            for (int d = 0; d < numerator.Depths; d++) values[s, d] = numerator[s, d] - denominator[s, d];
        }

        return new Curve(numerator.Statistic, numerator.Location, values);
    }
}
