using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Propagation.Prediction;

/// <summary>How a prediction is computed.</summary>
public sealed record PredictionOptions
{
    /// <summary>Threads, 1 or more; one for each core by default. Batches are shared among them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Channels drawn for the expectations of activations that are not positively homogeneous, a layer, from 64 to
    /// 2^20; 4,096 by default. Without meaning for the others, whose expectations are exact.
    /// </summary>
    public int SampledChannels { get; init; } = 4096;

    /// <summary>Every rule that these options break; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        List<OptionFault> faults = [];
        if (Threads is < 1 or > 1024)
            faults.Add(new(nameof(Threads), $"{Threads}", "must be from 1 to 1024", "leave it out to use every core"));
        if (SampledChannels is < 64 or > 1 << 20)
        {
            faults.Add(new(nameof(SampledChannels), $"{SampledChannels}", $"must be from 64 to {1 << 20}",
                "leave it out for 4096")
            { OptionName = "channels" });
        }
        return faults;
    }
}
