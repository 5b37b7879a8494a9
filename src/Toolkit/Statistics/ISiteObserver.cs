using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>Watches signal and noise on their way through a network.</summary>
public interface ISiteObserver
{
    /// <summary>Whether the sites of a depth are to be shown.</summary>
    /// <param name="depth">The layer or unit, from 1.</param>
    bool Watches(int depth);

    /// <summary>Shows what passes a site.</summary>
    /// <param name="passage">What passes. Keep no tensor of it: what comes next may overwrite it.</param>
    void See(Passage passage);

    /// <summary>Told after every unit, watched or not.</summary>
    /// <param name="depth">The layer or unit, from 1.</param>
    /// <param name="twin">What left it.</param>
    /// <returns>Whether to go on; false ends the pass.</returns>
    bool Leaves(int depth, Tensor twin) => true;
}
