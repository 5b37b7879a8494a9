using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>A recorder, and whoever is told of each unit that the signal has left.</summary>
/// <param name="recorder">The recorder.</param>
/// <param name="left">Called with the layer or unit, from 1.</param>
internal sealed class WatchedRecorder(Recorder recorder, Action<int> left) : ISiteObserver
{
    /// <inheritdoc/>
    public bool Watches(int depth) => recorder.Watches(depth);

    /// <inheritdoc/>
    public void See(Passage passage) => recorder.See(passage);

    /// <inheritdoc/>
    public bool Leaves(int depth, Tensor twin)
    {
        left(depth);
        return recorder.Leaves(depth, twin);
    }
}
