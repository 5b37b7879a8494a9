using MomentsDnns.Architectures.Networks;
using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Networks;

/// <summary>Something through which signal and noise can be sent, replicate by replicate.</summary>
/// <remarks>Not thread safe: each thread has its own.</remarks>
public interface IProbedNetwork : IDisposable
{
    /// <summary>Where it can be observed in a unit, in the order in which the signal meets the places.</summary>
    IReadOnlyList<Site> Sites { get; }

    /// <summary>Sends a batch through the whole network.</summary>
    /// <param name="replicate">
    /// The index of the replicate, from 0: where weights are random they are drawn from it, and of equal indices they
    /// are equal.
    /// </param>
    /// <param name="input">
    /// Signal and noise of the images, a twin batch <c>[2N, C, H, W]</c>; it is left as it is.
    /// </param>
    /// <param name="observer">Who watches.</param>
    /// <param name="cancellation">Looked at before each unit.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    void Send(int replicate, Tensor input, ISiteObserver observer, CancellationToken cancellation = default);
}
