using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Propagation.Prediction;

/// <summary>The predicted numbers of a depth under the names and places of measured ones.</summary>
internal static class PredictedRecords
{
    /// <summary>The rows of a depth, in the order of places.</summary>
    public static IEnumerable<LayerRecord> Of(BatchNormDepth depth, NetworkOptions network, double logSnr)
    {
        yield return Row(Location.Input, depth.Input);
        yield return Row(Location.Convolution, depth.Convolution);

        Dictionary<Statistic, double> norm = Values(depth.Norm);
        norm[Statistic.Nu1AbsSignal] = Math.Log(depth.Layer.AbsoluteMean);
        norm[Statistic.Mu4Signal] = Math.Log(depth.Layer.FourthMoment);
        // Of ReLU, whose mean over images is that of z+ and of z- alike: s = 2 E_c[(mean of z+)^2] / mu_2(z).
        if (network.Activation.Equals(ActivationKind.Relu))
            norm[Statistic.SignBalance] = 2 * depth.Layer.Activated.Mean / depth.Layer.MeanSquare;
        yield return new(depth.Depth, Location.Norm, norm);

        Dictionary<Statistic, double> activation = Values(depth.Activation);
        if (depth.Layer.Activated.EffectiveRank() is { } rank) activation[Statistic.EffectiveRankSignal] = rank;
        if (depth.Layer.Activated.DirectionSpread is >= 0 and var spread)
            activation[Statistic.DirectionSpread] = Math.Log(spread);
        yield return new(depth.Depth, Location.Activation, activation);

        if (depth.Branch is { } branch) yield return Row(Location.Branch, branch);
        if (depth.Sum is { } sum) yield return Row(Location.Sum, sum);

        LayerRecord Row(Location place, PlaceMoments moments) => new(depth.Depth, place, Values(moments));

        Dictionary<Statistic, double> Values(PlaceMoments moments) => new()
        {
            [Statistic.Nu2Signal] = Math.Log(moments.Nu2),
            [Statistic.Mu2Signal] = Math.Log(moments.Mu2),
            [Statistic.Mu2Noise] = moments.LogNoise,
            [Statistic.Chi] = moments.LogChi(logSnr),
        };
    }
}
