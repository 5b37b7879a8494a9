using MomentsDnns.Architectures.Initialization;

namespace MomentsDnns.Architectures.Networks;

/// <summary>Biases that belong to a law of weights, whatever the options say.</summary>
/// <param name="Create">Their law in a network of given options.</param>
/// <param name="SquaredBias">E b^2 in such a network.</param>
public sealed record OwnBiases(
    Func<NetworkOptions, IChannelInitializer> Create, Func<NetworkOptions, double> SquaredBias);
