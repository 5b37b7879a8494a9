using System.Diagnostics;

namespace MomentsDnns.Propagation;

/// <summary>Where a run's time went: the clocks of its workers, summed.</summary>
/// <remarks>Workers may add their clocks from any thread; read when the run has ended.</remarks>
public sealed class RunTimings
{
    private static readonly TimedPhase[] Outside = [TimedPhase.Input, TimedPhase.Writing, TimedPhase.Rest];

    private readonly Lock _adding = new();
    private readonly Dictionary<TimedPhase, TimeSpan> _spent = Phases.ToDictionary(p => p, _ => TimeSpan.Zero);

    /// <summary>Every phase, in the order in which they are shown.</summary>
    public static IReadOnlyList<TimedPhase> Phases { get; } = Enum.GetValues<TimedPhase>();

    /// <summary>
    /// How many workers were measured; simulations of fully connected nets run side by side, one worker a thread.
    /// </summary>
    public int Workers { get; private set; }

    /// <summary>
    /// When the first layer began its forward pass, as a <see cref="Stopwatch"/> timestamp; null where none did.
    /// </summary>
    public long? FirstLayer { get; private set; }

    /// <summary>The time in a phase, summed over workers.</summary>
    public TimeSpan Spent(TimedPhase phase) => _spent[phase];

    /// <summary>The time in all phases: the workers' wall time, summed.</summary>
    public TimeSpan Total => TimeSpan.FromTicks(_spent.Values.Sum(s => s.Ticks));

    /// <summary>A phase's part of <see cref="Total"/>, from 0 to 1; 0 where nothing was measured.</summary>
    public double Share(TimedPhase phase) => Total > TimeSpan.Zero ? Spent(phase) / Total : 0;

    /// <summary>
    /// The part of <see cref="Total"/> inside layers, from 0 to 1: weights, convolution, normalization, activation, the
    /// other parts of a layer or unit, statistics.
    /// </summary>
    public double LayerShare => Phases.Except(Outside).Sum(Share);

    /// <summary>Adds a worker's clock, which has ended.</summary>
    public void Add(PhaseClock clock)
    {
        lock (_adding)
        {
            Workers++;
            foreach (TimedPhase phase in Phases) _spent[phase] += clock.Spent(phase);
            if (clock.FirstLayer is { } first && !(FirstLayer < first)) FirstLayer = first;
        }
    }
}
