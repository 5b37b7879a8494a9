using System.Diagnostics;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Propagation.ZeroCost;

namespace MomentsDnns.Ranking;

/// <summary>
/// Measures networks of a list at initialization and holds the numbers against the accuracy that they reached. What is
/// finished is kept, and not measured again.
/// </summary>
/// <param name="Networks">The list.</param>
/// <param name="Options">Which of them are measured, and how.</param>
/// <param name="Folder">Where measurements are kept.</param>
public sealed record NetworkRanking(IReadOnlyList<RankedNetwork> Networks, RankingOptions Options, string Folder)
{
    /// <summary>Told after each network, from any thread, one call at a time; null for nobody.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>
    /// Told before work what may make it fail: that there is less memory than it may need; null for nobody.
    /// </summary>
    public Action<OptionFault>? Warning { get; init; }

    /// <summary>The measures that are taken, in the order of tables.</summary>
    public static IReadOnlyList<RankingMeasure> Measures => RankingPlan.Measures;

    /// <summary>Whether nothing is measured, and what is there is given; false by default.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>Measures what is lacking, and gives all.</summary>
    /// <param name="cancellation">Ends the work early; what is finished stays.</param>
    /// <exception cref="OptionException">
    /// A rule is broken; the message tells all. Or there is too little memory for certain.
    /// </exception>
    /// <exception cref="InvalidDataException">The folder holds another ranking, or a damaged table.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another process writes it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<MeasuredNetwork> Measure(CancellationToken cancellation = default)
    {
        OptionException.ThrowIfAny(Options.Validate(Networks.Count));
        RankingPlan plan = new(Networks, Options);
        // Before a folder is made: what is refused leaves none behind.
        bool isNew = !File.Exists(Path.Combine(Folder, RankingFolder.TableName));
        if (isNew && !OnlyReads) TellMemory(plan.Tasks);
        using RankingFolder folder = RankingFolder.Open(Folder, plan);
        HashSet<(string, int)> done = [.. folder.Rows.Select(row => (row.Name, row.Repeat))];
        RankingTask[] missing = OnlyReads ? []
            : [.. plan.Tasks.Where(task => !done.Contains((task.Network.Name, task.Repeat)))];
        if (!isNew && missing.Length > 0) TellMemory(missing);
        int begun = plan.Tasks.Count - missing.Length, finished = 0;
        Lock telling = new();
        SideBySide.Run(missing, Options.Threads, (task, stop) =>
        {
            folder.Write(Measure(task, stop));
            lock (telling)
            {
                finished++;
                Progress?.Invoke(
                    new(begun + finished, plan.Tasks.Count, finished, missing.Length) { Unit = "network" });
            }
        }, cancellation);
        HashSet<(string, int)> wanted = [.. plan.Tasks.Select(task => (task.Network.Name, task.Repeat))];
        return [.. folder.Rows.Where(row => wanted.Contains((row.Name, row.Repeat)))
            .OrderBy(row => row.Repeat).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    private void TellMemory(IReadOnlyList<RankingTask> tasks)
    {
        if (RankingMemory.Note([.. tasks.Select(task => task.Network).Distinct()], Options, MemoryLimit.Now())
            is { } note)
            Warning?.Invoke(note);
    }

    private MeasuredNetwork Measure(RankingTask task, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        ulong seed = unchecked(Options.Seed + (ulong)task.Repeat);
        Func<int, ModuleModel>? draws = task.Network.Draws;
        NumbersAtStart numbers = new NetworkAtStart(draws?.Invoke(task.Repeat) ?? task.Network.Model,
            draws is null ? Options.Init : null, Options.Dataset)
        {
            BatchSize = Options.BatchSize,
            Judged = draws,
        }.Measure(RankingPlan.SeedOfWeights(task.Network.Name, seed), seed, task.Repeat == 0, cancellation);
        Dictionary<RankingMeasure, double> values = new(PropagationMeasures.Of(numbers.Run));
        foreach ((IZeroCostMeasure measure, double value) in numbers.ZeroCost)
            values[RankingPlan.MeasureOf(measure)] = value;
        return new(task.Network.Name, task.Network.Accuracy, task.Repeat, values)
        {
            Verdicts = numbers.Judged is null ? new Dictionary<Pathology, Presence>()
                : RunAnalysis.Of(numbers.Judged).Verdicts.ToDictionary(v => v.Pathology, v => v.Presence),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }
}
