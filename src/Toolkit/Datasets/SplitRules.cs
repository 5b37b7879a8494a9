using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Datasets;

/// <summary>What a split asks of a dataset's classes.</summary>
internal static class SplitRules
{
    /// <summary>Whether every class has images for both parts.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="training">The images of each class that are not kept for tests.</param>
    /// <param name="tests">Those that are.</param>
    public static IReadOnlyList<OptionFault> OfClasses(ILabelledDataset dataset, List<int>[] training,
        List<int>[] tests)
    {
        const string remedy = "add images, or leave the class out";
        if (dataset.Classes < 2)
            return [Fault($"has {dataset.Classes} class, to tell classes apart takes 2 or more", "add another class")];
        bool ownTests = dataset.TestImages.Count > 0;
        int least = ownTests ? 1 : 2;
        int few = Array.FindIndex(training, images => images.Count < least);
        if (few >= 0)
        {
            return [Fault(ownTests ? $"has no training image of {NameOf(dataset, few)}"
                : $"has {training[few].Count} image(s) of {NameOf(dataset, few)}, a split needs 2 of each class: one "
                    + "to train on, one held out", remedy)];
        }

        int none = ownTests ? Array.FindIndex(tests, images => images.Count == 0) : -1;
        return none < 0 ? [] : [Fault($"has no test image of {NameOf(dataset, none)}", remedy)];

        OptionFault Fault(string rule, string advice) => new("Dataset", dataset.Name, rule, advice);
    }

    /// <summary>Whether a share leaves every class images in both parts.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="options">How they are split.</param>
    /// <param name="images">Those of each class.</param>
    /// <param name="heldOut">How many of each are held out.</param>
    public static IReadOnlyList<OptionFault> OfShare(ILabelledDataset dataset, SplitOptions options,
        List<int>[] images, int[] heldOut)
    {
        int wrong = Array.FindIndex(heldOut, held => held == 0);
        bool isSmall = wrong >= 0;
        if (!isSmall)
            wrong = Enumerable.Range(0, heldOut.Length).FirstOrDefault(c => heldOut[c] == images[c].Count, -1);
        return wrong < 0 ? [] : [new(nameof(SplitOptions.HeldOutShare), OptionFault.Format(options.HeldOutShare),
            $"leaves no {(isSmall ? "held-out" : "training")} image of {NameOf(dataset, wrong)}, which has "
                + $"{images[wrong].Count}", $"take a {(isSmall ? "larger" : "smaller")} share, or add images")];
    }

    /// <summary>Whether there are so many images, and some of each class among them.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="option">The option's name.</param>
    /// <param name="count">How many are wanted; null: all.</param>
    /// <param name="images">Those of each class.</param>
    public static IReadOnlyList<OptionFault> OfCount(ILabelledDataset dataset, string option, int? count,
        List<int>[] images)
    {
        if (count is not { } wanted) return [];
        int all = images.Sum(c => c.Count);
        if (wanted > all)
        {
            string what = option == nameof(SplitOptions.Training) ? "to train on" : "held out";
            return [new(option, $"{wanted}", $"must be at most {all}: {FaultText.Literal(dataset.Name)} has no more "
                + $"images {what}", $"take {all} or fewer")];
        }

        int empty = Array.IndexOf(ClassShares.Of(wanted, images), 0);
        int fewest = images.Min(c => c.Count);
        return empty < 0 ? [] : [new(option, $"{wanted}", $"leaves no image of {NameOf(dataset, empty)}, which has "
            + $"{images[empty].Count} of {all}", $"take {(all + fewest - 1) / fewest} or more")];
    }

    private static string NameOf(ILabelledDataset dataset, int label) => dataset.ClassNames is { } names
        ? $"class {label} ({FaultText.Literal(ShownText.Of(names[label]))})" : $"class {label}";
}
