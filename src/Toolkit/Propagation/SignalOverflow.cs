using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>Whether a signal exceeds the numbers there are.</summary>
/// <param name="network">The network: norms bound the signal, and homogeneous nets are rescaled, so that only others are looked at.</param>
internal sealed class SignalOverflow(NetworkOptions network)
{
    private readonly bool _mayHappen = network is { Norm.BoundsSignal: false, IsPositivelyHomogeneous: false };

    /// <summary>Whether the signal of a twin batch has overflowed.</summary>
    public bool HasHappened(Tensor twin)
    {
        if (!_mayHappen) return false;
        using DisposeScope scope = NewDisposeScope();
        return !double.IsFinite(MeanSquare.Of(TwinBatch.Signal(ChannelsLast.Rows(twin))));
    }
}
