namespace MomentsDnns.Datasets;

/// <summary>A collection of images of one size, read by index.</summary>
public interface IImageDataset
{
    /// <summary>
    /// The dataset's name as on the command line, such as <c>cifar10</c>, or its folder's own name without the path.
    /// </summary>
    string Name { get; }

    /// <summary>How many images there are.</summary>
    int Count { get; }

    /// <summary>Channels of an image (3 for red, green, blue; 1 for grey).</summary>
    int Channels { get; }

    /// <summary>Rows of an image.</summary>
    int Height { get; }

    /// <summary>Columns of an image.</summary>
    int Width { get; }

    /// <summary>Identifies the content: equal fingerprints mean equal images at equal indices.</summary>
    string Fingerprint { get; }

    /// <summary>Reads one image.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="pixels">Receives [C, H, W] values from 0 to 1, row-major, C*H*W of them.</param>
    void Read(int index, Span<float> pixels);
}
