namespace MomentsDnns.Datasets;

/// <summary>Images of which each belongs to one of K classes.</summary>
public interface ILabelledDataset : IImageDataset
{
    /// <summary>K; a class is a whole number from 0 to K - 1.</summary>
    int Classes { get; }

    /// <summary>What the classes are called, K names in their order; null where nobody says.</summary>
    IReadOnlyList<string>? ClassNames { get; }

    /// <summary>
    /// The images that the dataset itself keeps apart for tests, by index, ascending; empty where it keeps none apart.
    /// </summary>
    IReadOnlyList<int> TestImages { get; }

    /// <summary>
    /// Identifies the labels: equal ones mean equal classes at equal indices.
    /// <see cref="IImageDataset.Fingerprint"/>, that of the pixels, does not know them.
    /// </summary>
    string LabelFingerprint { get; }

    /// <summary>The class of an image; the image itself is not read.</summary>
    /// <param name="index">From 0 to <see cref="IImageDataset.Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside.</exception>
    int LabelOf(int index);
}
