namespace MomentsDnns.Datasets;

/// <summary>
/// Procedural stand-ins for CIFAR-10's images that need no file: colour images of 32 x 32 made of overlapping patches
/// ("dead leaves": a background with a horizon, an object of several parts, small things of sizes with density r^-3),
/// each with its colour, shading and texture. Their statistics are near those of CIFAR-10: see data/README.md.
/// </summary>
/// <remarks>
/// Image i depends on i alone. Only additions, multiplications, divisions and square roots are used, which every
/// machine rounds alike, so the bits do not depend on the system. Safe for any number of threads.
/// </remarks>
public sealed class CifarLikeDataset : IImageDataset
{
    /// <summary>The name on the command line.</summary>
    public const string DatasetName = "cifar-like";

    /// <summary>The seed of every image.</summary>
    internal const ulong Seed = 0x63_69_66_61_72;

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

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="ArgumentException">The span does not hold 3,072 values.</exception>
    public void Read(int index, Span<float> pixels)
    {
        ImageAccess.Check(this, index, pixels.Length);
        canvas ??= new LeafCanvas();
        new LeafScene(Seed, index, null).Render(canvas, pixels);
    }
}
