using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Datasets;

/// <summary>How a <see cref="LabelledSplit"/> is made.</summary>
public sealed record SplitOptions
{
    /// <summary>
    /// The share of the images that is held out, above 0 and below 1; 0.2 by default. It has no meaning where the
    /// dataset keeps test images apart: these are held out.
    /// </summary>
    public double HeldOutShare { get; init; } = 0.2;

    /// <summary>How many images to train on; null: all that are not held out.</summary>
    public int? Training { get; init; }

    /// <summary>How many of the images that are held out to use; null: all of them.</summary>
    public int? HeldOut { get; init; }

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Every rule that these numbers break, whatever the images; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        List<OptionFault> faults = [];
        if (!(HeldOutShare > 0 && HeldOutShare < 1))
        {
            faults.Add(new(nameof(HeldOutShare), OptionFault.Format(HeldOutShare), "must be above 0 and below 1",
                "take 0.2, the default"));
        }

        foreach ((string name, int? count) in new[] { (nameof(Training), Training), (nameof(HeldOut), HeldOut) })
        {
            if (count < 1)
                faults.Add(new(name, $"{count}", "must be at least 1", "leave it out for all images there are"));
        }

        return faults;
    }
}
