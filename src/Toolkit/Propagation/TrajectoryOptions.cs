using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;

namespace MomentsDnns.Propagation;

/// <summary>What a measurement of <see cref="TrajectoryLength"/> is made of.</summary>
public sealed record TrajectoryOptions
{
    private const int FewestPoints = 4;

    /// <summary>The network: any that its own rules allow.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>K, the circles, 1 or more; 4 by default.</summary>
    public int Circles { get; init; } = 4;

    /// <summary>
    /// M, the points of a circle, 4 or more; 64 by default. The K M points are one batch, also to batch norm.
    /// </summary>
    public int Points { get; init; } = 64;

    /// <summary>
    /// Images that are drawn and standardised together, 2 K or more; 64 by default. The circles go through the first 2
    /// K of them. The mean over few images would tie these to each other: of two, one would be the other's negative.
    /// </summary>
    public int Images { get; init; } = 64;

    /// <summary>Simulations, from 1 to <see cref="RunRules.MostSimulations"/>; 10 by default.</summary>
    public int Simulations { get; init; } = 10;

    /// <summary>How many depths are recorded: every depth/records layers or units; 100 by default.</summary>
    public int Records { get; init; } = ExperimentConfiguration.UsualRecords;

    /// <summary>The seed of every random number.</summary>
    public ulong Seed { get; init; }

    /// <summary>The arithmetic of the propagation; 32-bit by default.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>The experiment whose images and weights these are.</summary>
    internal ExperimentConfiguration Experiment =>
        new() { Network = Network, BatchSize = Images, Records = Records, Seed = Seed, Precision = Precision };

    /// <summary>
    /// Every rule that these options and the network's break, for the images at hand; empty when they are sound.
    /// </summary>
    /// <param name="dataset">The images.</param>
    public IReadOnlyList<OptionFault> Validate(IImageDataset dataset)
    {
        List<OptionFault> faults = [];
        RequireAtLeast(faults, nameof(Circles), Circles, 1);
        RequireAtLeast(faults, nameof(Points), Points, FewestPoints);
        if (RunRules.OfSimulations(Simulations) is { } tooMany) faults.Add(tooMany);
        if (Circles >= 1 && Images / 2 < Circles)
        {
            faults.Add(new(nameof(Images), $"{Images}", $"must be at least 2 for each of the {Circles} circles",
                $"take {2L * Circles} or more"));
        }
        if (faults.Count > 0) return faults;
        faults.AddRange(Experiment.Validate().Select(InTermsOfImages));
        if (faults.Count > 0) return faults;

        faults.AddRange(InputBatch.Validate(dataset, Experiment).Select(InTermsOfImages));
        if (2.0 * Circles * Points * InputBatch.LargestPerImage(dataset, Network) > NetworkOptions.LargestTensor)
        {
            faults.Add(new(nameof(Points), $"{Points}", $"makes tensors of more than {NetworkOptions.LargestTensor} "
                + $"values (signal and noise of {Circles} circles, channels, positions)",
                "take fewer points or circles, or a smaller width"));
        }
        else if (MemoryEstimate.Fault(Experiment with { BatchSize = Math.Max(Images, Circles * Points) }, dataset, 1, 1)
            is { } shortage)
        {
            faults.Add(shortage with
            {
                Option = nameof(Points),
                Value = $"{Points}",
                Remedy =
                "take fewer points or circles, or a smaller width"
            });
        }

        return faults;
    }

    private static OptionFault InTermsOfImages(OptionFault fault) =>
        fault.Option == nameof(ExperimentConfiguration.BatchSize) ? fault with { Option = nameof(Images) } : fault;

    private static void RequireAtLeast(List<OptionFault> faults, string name, int value, int least)
    {
        if (value < least) faults.Add(new(name, $"{value}", $"must be at least {least}", $"take {least} or more"));
    }
}
