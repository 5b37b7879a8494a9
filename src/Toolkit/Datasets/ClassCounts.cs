using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Datasets;

/// <summary>How many images each class of a dataset has.</summary>
public sealed class ClassCounts
{
    private ClassCounts(IReadOnlyList<string> names, IReadOnlyList<int> images, IReadOnlyList<int> testImages) =>
        (Names, Images, TestImages) = (names, images, testImages);

    /// <summary>What to call each class: its name, made fit to be shown, or else its number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The images of each class, test images among them.</summary>
    public IReadOnlyList<int> Images { get; }

    /// <summary>Those of them that the dataset keeps apart for tests.</summary>
    public IReadOnlyList<int> TestImages { get; }

    /// <summary>Counts; no image is read.</summary>
    /// <param name="dataset">The dataset.</param>
    public static ClassCounts Of(ILabelledDataset dataset)
    {
        int[] images = new int[dataset.Classes], tests = new int[dataset.Classes];
        for (int i = 0; i < dataset.Count; i++) images[dataset.LabelOf(i)]++;
        foreach (int image in dataset.TestImages) tests[dataset.LabelOf(image)]++;
        return new([.. Enumerable.Range(0, dataset.Classes).Select(c => dataset.ClassNames is { } names
            ? ShownText.Of(names[c]) : $"{c}")], images, tests);
    }
}
