using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;

namespace MomentsDnns.Ranking;

/// <summary>Which networks of a list are measured, how often, and by which weights and images.</summary>
/// <param name="Dataset">The images, with labels.</param>
public sealed record RankingOptions(ILabelledDataset Dataset)
{
    /// <summary>How many networks, drawn from the list by the seed; null, the default: all.</summary>
    public int? Networks { get; init; }

    /// <summary>How many of them are measured several times; 0 by default.</summary>
    public int Repeated { get; init; }

    /// <summary>How often these are measured in all, each time by other weights and images; 3 by default.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>The seed of every random number.</summary>
    public ulong Seed { get; init; }

    /// <summary>The law that weights are drawn by; PyTorch's own by default, as published measures have it.</summary>
    public InitializationKind Init { get; init; } = InitializationKind.PyTorch;

    /// <summary>Images in the batch, 2 or more; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Threads, each measuring a network; one for each core by default. Numbers do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Every rule that these options break; empty when all is sound.</summary>
    /// <param name="networks">How many networks the list holds.</param>
    public IReadOnlyList<OptionFault> Validate(int networks)
    {
        List<OptionFault> faults = [];
        int taken = Networks ?? networks;
        if (taken < 1 || taken > networks)
        {
            faults.Add(new(nameof(Networks), $"{taken}", $"must be from 1 to {networks}, the networks of the list",
                "leave it out for all"));
        }

        if (Repeated < 0 || Repeated > taken)
        {
            faults.Add(new(nameof(Repeated), $"{Repeated}",
                $"must be from 0 to {taken}, the networks that are measured", "take 0 for none"));
        }

        if (Repeats is < 2 or > 1000)
        {
            faults.Add(new(nameof(Repeats), $"{Repeats}", "must be from 2 to 1000: it counts the first measurement too",
                "take 3, the default"));
        }

        if (BatchSize < 2)
        {
            faults.Add(new(nameof(BatchSize), $"{BatchSize}",
                "must be at least 2, the statistics are taken over images", "take 32, the default"));
        }
        else if (BatchSampler.Validate(Dataset, BatchSize) is { } ofBatch) faults.Add(ofBatch);

        if (RunRules.OfThreads(Threads) is { } ofThreads) faults.Add(ofThreads);
        return faults;
    }
}
