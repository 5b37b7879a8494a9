using System.Globalization;
using MomentsDnns.Propagation;

namespace MomentsDnns.Cli.Output;

/// <summary>
/// How fast a run goes on and how long it still takes. The first layer, which waits for libraries and images, does not
/// count, and later ones count for more than those before code was compiled to its final form: the rate is that of the
/// last half of the time, at least.
/// </summary>
internal sealed class ProgressRate
{
    private const int FewestLayers = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private (TimeSpan Time, long Layers)? _from, _next;

    /// <summary>Takes in a report.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="elapsed">The time since its begin.</param>
    /// <returns>Layers a second, and the time left; null while nothing can be said.</returns>
    public (double Rate, TimeSpan Left)? Next(RunProgress progress, TimeSpan elapsed)
    {
        (TimeSpan Time, long Layers) here = (elapsed, progress.LayersDone);
        _from ??= here;
        _next ??= here;
        if (elapsed >= 2 * _next.Value.Time) (_from, _next) = (_next, here);
        (TimeSpan time, long layers) = (elapsed - _from.Value.Time, progress.LayersDone - _from.Value.Layers);
        if (time < Shortest || layers < FewestLayers) return null;
        double rate = layers / time.TotalSeconds;
        return (rate, TimeSpan.FromSeconds(Math.Min((progress.Layers - progress.LayersDone) / rate,
            TimeSpan.MaxValue.TotalSeconds / 2)));
    }

    /// <summary>The report in words.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="elapsed">The time since its begin.</param>
    public string Describe(RunProgress progress, TimeSpan elapsed)
    {
        string done = $"{progress.SimulationsDone}/{progress.Simulations} simulations";
        if (progress.Awaited > 0) return $"{done}, waiting for {progress.Awaited} that other processes make";
        if (Next(progress, elapsed) is not { } known)
            return progress.LayersDone == progress.Layers ? done + ", done" : done;
        string left = progress.LayersDone == progress.Layers ? "done" : $"{ProgressDisplay.Duration(known.Left)} left";
        return string.Create(CultureInfo.InvariantCulture, $"{done}, {known.Rate:G3} {progress.Unit}s/s, {left}");
    }
}
