using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>Takes the statistics of one pass through a network. It knows sites, not architectures.</summary>
/// <remarks>Each site is reduced to numbers at once; no tensor is held. Not thread safe.</remarks>
public sealed class Recorder : ISiteObserver
{
    private readonly RecorderOptions _options;
    private readonly IReadOnlyList<IStatistic> _statistics;
    private readonly HashSet<int> _depths;
    private readonly List<LayerRecord> _records = [];
    private SignalHealth? _health;

    /// <summary>Prepares for a pass.</summary>
    /// <param name="options">What to take.</param>
    /// <param name="depths">At which depths.</param>
    public Recorder(RecorderOptions options, IEnumerable<int> depths) =>
        (_options, _statistics, _depths) = (options, options.Statistics ?? StatisticCatalog.All, [.. depths]);

    /// <summary>The records so far, in the order in which they were taken.</summary>
    public IReadOnlyList<LayerRecord> Records => [.. _records];

    /// <inheritdoc/>
    public bool Watches(int depth) => _depths.Contains(depth);

    /// <inheritdoc/>
    public void See(Passage passage)
    {
        using DisposeScope scope = NewDisposeScope();
        SiteView site = new(passage, _options);
        _health ??= new(_options, passage.LogInitialSnr);
        Soundness sound = _health.Look(site);
        Dictionary<Statistic, double> values = [];
        foreach (IStatistic statistic in _statistics)
        {
            // No number is better than a false one.
            if ((statistic.Needs & ~sound) != 0 || !statistic.AppliesTo(site)) continue;
            if (statistic.Measure(site) is { } value && double.IsFinite(value)) values.Add(statistic.Statistic, value);
        }

        _records.Add(new(passage.Depth, passage.Site.Location, values, _health.Signal ?? _health.Noise));
    }

    /// <summary>
    /// Ends the pass where the signal has overflowed: the rows that are due are marked and hold no values.
    /// </summary>
    /// <inheritdoc/>
    public bool Leaves(int depth, Tensor twin)
    {
        if (!SignalHealth.HasOverflowed(_options, twin)) return true;
        Degeneracy degeneracy = _health?.Signal ?? new(DegeneracyCause.Overflow, depth);
        foreach (int due in _depths.Where(d => d >= depth))
        {
            _records.RemoveAll(r => r.Depth == due);
            _records.AddRange(_options.Sites.Select(site =>
                new LayerRecord(due, site.Location, new Dictionary<Statistic, double>(), degeneracy)));
        }

        return false;
    }
}
