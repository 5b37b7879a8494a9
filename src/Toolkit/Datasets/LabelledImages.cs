using System.Buffers.Binary;
using System.IO.Hashing;

namespace MomentsDnns.Datasets;

/// <summary>
/// Images of any dataset with a class for each. Immutable labels; the images as safe for threads as the dataset.
/// </summary>
public sealed class LabelledImages : ILabelledDataset
{
    private readonly IImageDataset _images;
    private readonly int[]? _labels;
    private readonly ILabelledDataset? _labelled;

    /// <summary>Gives images their labels.</summary>
    /// <param name="images">The images.</param>
    /// <param name="labels">A class for each of them, from 0 to <paramref name="classes"/> - 1; copied.</param>
    /// <param name="classes">K, 1 or more; a class may be empty.</param>
    /// <param name="classNames">K names, or null.</param>
    /// <param name="testImages">Those kept apart for tests, by index, ascending; null for none.</param>
    /// <exception cref="ArgumentException">Counts do not fit, or a label or an index is outside.</exception>
    public LabelledImages(IImageDataset images, IReadOnlyList<int> labels, int classes,
        IReadOnlyList<string>? classNames = null, IReadOnlyList<int>? testImages = null)
    {
        if (labels.Count != images.Count)
        {
            throw new ArgumentException($"holds {labels.Count} labels, {images.Name} has {images.Count} images; give "
                + "one for each", nameof(labels));
        }

        if (classNames is not null && classNames.Count != classes)
        {
            throw new ArgumentException($"holds {classNames.Count} names for {classes} classes; give one for each",
                nameof(classNames));
        }

        int[] copied = [.. labels], tests = [.. testImages ?? []];
        int wrong = Array.FindIndex(copied, label => (uint)label >= (uint)classes);
        if (wrong >= 0)
        {
            throw new ArgumentException($"holds {copied[wrong]} for image {wrong}, the {classes} classes are from 0 to "
                + $"{classes - 1}; number them so", nameof(labels));
        }

        if (tests.Where((index, i) => (uint)index >= (uint)images.Count || (i > 0 && index <= tests[i - 1])).Any())
        {
            throw new ArgumentException($"must be ascending, from 0 to {images.Count - 1}; sort them",
                nameof(testImages));
        }

        (_images, _labels, Classes, ClassNames, TestImages) = (images, copied, classes, classNames, tests);
        LabelFingerprint = $"{classes}:{Hash(copied)}";
    }

    /// <summary>Gives other forms of labelled images their labels, such as a <see cref="FittedDataset"/>.</summary>
    /// <param name="images">The images, as many.</param>
    /// <param name="labels">Those whose classes they have.</param>
    /// <exception cref="ArgumentException">They are not as many.</exception>
    public LabelledImages(IImageDataset images, ILabelledDataset labels)
    {
        if (images.Count != labels.Count)
        {
            throw new ArgumentException($"{labels.Name} has labels of {labels.Count} images, {images.Name} has "
                + $"{images.Count} images; give the same images", nameof(labels));
        }

        (_images, _labelled, Classes, ClassNames) = (images, labels, labels.Classes, labels.ClassNames);
        (TestImages, LabelFingerprint) = (labels.TestImages, labels.LabelFingerprint);
    }

    /// <inheritdoc/>
    public string Name => _images.Name;

    /// <inheritdoc/>
    public int Count => _images.Count;

    /// <inheritdoc/>
    public int Channels => _images.Channels;

    /// <inheritdoc/>
    public int Height => _images.Height;

    /// <inheritdoc/>
    public int Width => _images.Width;

    /// <summary>That of the images.</summary>
    public string Fingerprint => _images.Fingerprint;

    /// <inheritdoc/>
    public int Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> TestImages { get; }

    /// <summary>
    /// <c>K:hash</c>, the hash (XXH3, 64 bits) being that of every label in order, 32-bit numbers, low bytes first.
    /// </summary>
    public string LabelFingerprint { get; }

    /// <inheritdoc/>
    public int LabelOf(int index)
    {
        ImageAccess.CheckIndex(this, index);
        return _labels is not null ? _labels[index] : _labelled!.LabelOf(index);
    }

    /// <inheritdoc/>
    public void Read(int index, Span<float> pixels) => _images.Read(index, pixels);

    private static string Hash(int[] labels)
    {
        XxHash3 hash = new();
        Span<byte> number = stackalloc byte[sizeof(int)];
        foreach (int label in labels)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, label);
            hash.Append(number);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
