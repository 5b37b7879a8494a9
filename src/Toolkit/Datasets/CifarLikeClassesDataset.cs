using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>
/// Scenes as those of <see cref="CifarLikeDataset"/> in 8 classes, which need no file. A class is a direction along
/// which the object near the middle runs: its parts and the small things on it are longer along it, and have a grain
/// along it, as wood or brushed metal. The directions are those of <see cref="ClassNames"/>. Colours, sizes, places,
/// the background, and where an object or its grain is light or dark, do not depend on the class. Every class has
/// nearly the same mean image, so that a linear map of the pixels tells next to nothing of it; a few layers of
/// convolution learn it.
/// </summary>
/// <remarks>
/// Image i depends on i alone. Images 8 j to 8 j + 7 are of the 8 classes in an order that is drawn for each j, so that
/// classes are of one size, and images at regular distances are not of one class. Bits are those of every machine, as
/// with <see cref="CifarLikeDataset"/>. Safe for any number of threads.
/// </remarks>
public sealed class CifarLikeClassesDataset : ILabelledDataset
{
    /// <summary>The name on the command line.</summary>
    public const string DatasetName = "cifar-like-classes";

    /// <summary>The seed of every image.</summary>
    internal const ulong Seed = 0x63_6c_61_73_73;

    [ThreadStatic]
    private static LeafCanvas? canvas;

    /// <inheritdoc/>
    public string Name => DatasetName;

    /// <summary>1,000,000.</summary>
    public int Count => 1_000_000;

    /// <summary>3.</summary>
    public int Channels => 3;

    /// <summary>32.</summary>
    public int Height => LeafCanvas.Side / 2;

    /// <summary>32.</summary>
    public int Width => LeafCanvas.Side / 2;

    /// <summary>The name and the version of the procedure, which changes whenever a bit of an image would.</summary>
    public string Fingerprint => $"{DatasetName}:1";

    /// <summary>8.</summary>
    public int Classes => LeafGrain.Directions;

    /// <summary>
    /// The direction from a row, counterclockwise, such as <c>45 degrees</c>.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; } =
        [.. Enumerable.Range(0, LeafGrain.Directions).Select(c => $"{LeafGrain.DegreesOf(c)} degrees")];

    /// <summary>None: images are held out by a draw.</summary>
    public IReadOnlyList<int> TestImages => [];

    /// <summary>That of the images.</summary>
    public string LabelFingerprint => Fingerprint;

    /// <inheritdoc/>
    public int LabelOf(int index)
    {
        ImageAccess.CheckIndex(this, index);
        Span<int> order = stackalloc int[LeafGrain.Directions];
        for (int c = 0; c < order.Length; c++) order[c] = c;
        RandomStream stream = new(Seed, index / order.Length, 1, RandomPurpose.Pixels);
        int place = index % order.Length;
        for (int i = 0; i <= place; i++)
        {
            int j = i + stream.NextInt32(order.Length - i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order[place];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="ArgumentException">The span does not hold 3,072 values.</exception>
    public void Read(int index, Span<float> pixels)
    {
        ImageAccess.Check(this, index, pixels.Length);
        canvas ??= new LeafCanvas();
        new LeafScene(Seed, index, LeafGrain.Of(LabelOf(index))).Render(canvas, pixels);
    }
}
