using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Propagation.Running;

/// <summary>The rules of a <see cref="Measurement"/> beside those of its experiment.</summary>
public static class RunRules
{
    /// <summary>
    /// The most simulations of a run: all are in memory when a run is read.
    /// </summary>
    public const int MostSimulations = 1_000_000;

    /// <summary>The most threads.</summary>
    public const int MostThreads = 1024;

    /// <summary>The rule that a number of simulations breaks, or null.</summary>
    /// <param name="simulations">Simulations in all.</param>
    public static OptionFault? OfSimulations(int simulations) => simulations switch
    {
        < 1 => new(
            nameof(Measurement.Simulations), $"{simulations}", "must be at least 1", "take a positive whole number"),
        > MostSimulations => new(nameof(Measurement.Simulations), $"{simulations}",
            $"must be at most {MostSimulations}: all are in memory when the run is read",
            $"take {ExperimentOptions.DefaultSimulations}, the default"),
        _ => null,
    };

    /// <summary>The rule that a number of threads breaks, or null.</summary>
    /// <param name="threads">Threads in all.</param>
    public static OptionFault? OfThreads(int threads) => threads is >= 1 and <= MostThreads
        ? null
        : new(nameof(Measurement.Threads), $"{threads}", $"must be from 1 to {MostThreads}",
            "leave it out to use every core");

    /// <summary>Every rule that a measurement breaks, but for the memory that simulations take.</summary>
    internal static List<OptionFault> Broken(Measurement measurement)
    {
        ExperimentConfiguration experiment = measurement.Experiment;
        List<OptionFault> faults = [];
        if (OfSimulations(measurement.Simulations) is { } ofSimulations) faults.Add(ofSimulations);
        faults.AddRange(experiment.Validate());
        if (OfThreads(measurement.Threads) is { } ofThreads) faults.Add(ofThreads);
        // What is broken together, of options that are sound alone.
        if (faults.Count == 0) faults.AddRange(InputBatch.Validate(measurement.Dataset, experiment));
        if (measurement.Path is { } path && OutputTarget.OfRun(path) is { } ofPath)
            faults.Add(ofPath.Of(nameof(Measurement.Folder), path) with { OptionName = "output" });
        if (OfShard(measurement.Shard, measurement.Path) is { } ofShard) faults.Add(ofShard);
        return faults;
    }

    /// <summary>The rule that a share breaks, or null: shares meet in a folder.</summary>
    /// <param name="shard">The share.</param>
    /// <param name="path">The run's folder; null for none.</param>
    public static OptionFault? OfShard(Shard shard, string? path) => shard.IsWhole || path is not null ? null
        : new("Shard", $"{shard}", "needs a folder, in which the shares meet", "name one");

    /// <summary>
    /// That the simulations of a sound measurement take more memory than there is; null where they do not.
    /// </summary>
    internal static OptionFault? OfMemory(Measurement measurement) => measurement.Device.type == DeviceType.CPU
        ? MemoryEstimate.Fault(
            measurement.Experiment, measurement.Dataset, measurement.Simulations, measurement.Threads)
        : null;
}
