using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>
/// Images to train on and images held out. Held out are those that the dataset keeps apart for tests
/// (<see cref="ILabelledDataset.TestImages"/>); where it keeps none, a share of each class, drawn by the seed. Each
/// class keeps its share: counts divide among classes by largest remainders, and no class is left without an image.
/// </summary>
/// <remarks>
/// Equal labels and options give equal images, on every machine; and a smaller count of a class takes the first images
/// of a larger one's draw.
/// </remarks>
public sealed class LabelledSplit
{
    private LabelledSplit(IReadOnlyList<int> training, IReadOnlyList<int> heldOut) =>
        (Training, HeldOut) = (training, heldOut);

    /// <summary>The images to train on, by index, ascending.</summary>
    public IReadOnlyList<int> Training { get; }

    /// <summary>The images held out, by index, ascending; none is among the others.</summary>
    public IReadOnlyList<int> HeldOut { get; }

    /// <summary>Splits a dataset.</summary>
    /// <param name="dataset">The images; labels alone are read.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="OptionException">
    /// A number is out of range, or a class would have no image in a part; one line for each.
    /// </exception>
    public static LabelledSplit Of(ILabelledDataset dataset, SplitOptions? options = null)
    {
        options ??= new();
        OptionException.ThrowIfAny(options.Validate(), nameof(options));
        bool ownTests = dataset.TestImages.Count > 0;
        List<int>[] training = ByClass(dataset, Others(dataset));
        List<int>[] heldOut = ByClass(dataset, dataset.TestImages);
        OptionException.ThrowIfAny(SplitRules.OfClasses(dataset, training, heldOut), nameof(dataset));
        Shuffle(training, options.Seed, pool: 0);
        Shuffle(heldOut, options.Seed, pool: 1);
        if (!ownTests)
        {
            int wanted = (int)Math.Round(options.HeldOutShare * dataset.Count, MidpointRounding.AwayFromZero);
            int[] shares = ClassShares.Of(wanted, training);
            OptionException.ThrowIfAny(SplitRules.OfShare(dataset, options, training, shares), nameof(options));
            for (int c = 0; c < shares.Length; c++)
            {
                heldOut[c] = training[c][..shares[c]];
                training[c].RemoveRange(0, shares[c]);
            }
        }

        OptionException.ThrowIfAny([
            .. SplitRules.OfCount(dataset, nameof(options.Training), options.Training, training),
            .. SplitRules.OfCount(dataset, nameof(options.HeldOut), options.HeldOut, heldOut)], nameof(options));
        return new(Some(training, options.Training), Some(heldOut, options.HeldOut));
    }

    private static IEnumerable<int> Others(ILabelledDataset dataset)
    {
        int next = 0;
        for (int i = 0; i < dataset.Count; i++)
        {
            if (next < dataset.TestImages.Count && dataset.TestImages[next] == i) next++;
            else yield return i;
        }
    }

    private static List<int>[] ByClass(ILabelledDataset dataset, IEnumerable<int> images)
    {
        List<int>[] classes = new List<int>[dataset.Classes];
        for (int c = 0; c < classes.Length; c++) classes[c] = [];
        foreach (int image in images) classes[dataset.LabelOf(image)].Add(image);
        return classes;
    }

    private static void Shuffle(List<int>[] classes, ulong seed, int pool)
    {
        for (int c = 0; c < classes.Length; c++)
        {
            RandomStream stream = new(seed, pool, c, RandomPurpose.Split);
            List<int> images = classes[c];
            for (int i = 0; i < images.Count - 1; i++)
            {
                int j = i + stream.NextInt32(images.Count - i);
                (images[i], images[j]) = (images[j], images[i]);
            }
        }
    }

    private static int[] Some(List<int>[] classes, int? count)
    {
        int[] shares = count is { } wanted ? ClassShares.Of(wanted, classes) : [.. classes.Select(c => c.Count)];
        return [.. classes.SelectMany((images, c) => images.Take(shares[c])).Order()];
    }
}
