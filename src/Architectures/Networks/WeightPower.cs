using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// How large the weights of a layer are, as its law would say it: means over its output channels c. Independent weights
/// of variance sigma_w^2 / fan-in and biases of variance sigma_b^2 have E|w|^2 = sigma_w^2 and E b^2 = sigma_b^2.
/// </summary>
/// <param name="Layer">The layer, counting every convolution of the net; 0 is the first convolution.</param>
/// <param name="SquaredWeight">E_c |w_c|^2, w_c the fan-in weights of an output channel.</param>
/// <param name="SquaredBias">E_c b_c^2; 0 without biases.</param>
public sealed record WeightPower(int Layer, double SquaredWeight, double SquaredBias)
{
    /// <summary>Of every convolution of a network, the first one included, in order.</summary>
    /// <param name="network">The network.</param>
    public static IReadOnlyList<WeightPower> Of(DeepNetwork network) =>
        [.. network.Units.SelectMany(unit => unit.Convolutions).Prepend(network.First)
        .Select((layer, index) => Of(index, layer))];

    private static WeightPower Of(int index, Convolution layer)
    {
        long fanIn = layer.Weight.shape[0] * layer.Weight.shape[1];
        return new(index, fanIn * MeanSquare.Of(layer.Weight), layer.Bias is null ? 0 : MeanSquare.Of(layer.Bias));
    }
}
