using MomentsDnns.Architectures.Networks;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// What passes a site of a network, with all that its numbers mean. Its tensor holds until the observer returns.
/// </summary>
/// <param name="Depth">The layer or unit, from 1.</param>
/// <param name="Site">Where in it.</param>
/// <param name="Twin">
/// Signal and noise as the halves of one batch, signal first: <c>[2N, C, H, W]</c>, <c>[2N, C]</c> or <c>[2N, T,
/// C]</c>.
/// </param>
/// <param name="LogInitialSnr">log SNR^0 = log(mu_2(x^0) / mu_2(dx^0)) of the network's input.</param>
/// <param name="LogSignalScale">
/// The natural logarithm of what was divided out of the signal: x stands for exp(this) x.
/// </param>
/// <param name="LogNoiseScale">The natural logarithm of what was divided out of the noise.</param>
public readonly record struct Passage(
    int Depth, Site Site, Tensor Twin, double LogInitialSnr, double LogSignalScale = 0, double LogNoiseScale = 0);
