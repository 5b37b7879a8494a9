namespace MomentsDnns.Datasets;

/// <summary>
/// A folder of PNG images of one size, all grey or all coloured: every file directly in the folder whose name ends in
/// <c>.png</c> in any case, in ordinal order of names; values as <see cref="PngImage"/> takes them.
/// </summary>
internal static class PngFolderReader
{
    /// <summary>
    /// The most pixels of an image: a batch of two, signal and noise of three channels, then still is a tensor that a
    /// net can take (<see cref="Architectures.Networks.NetworkOptions.LargestTensor"/>).
    /// </summary>
    private const int LargestImage = 4096 * 4096;

    // Pixels of that many, 8 bytes each, deflated to nothing less, and as much again for what else a file may hold.
    private const long LargestFile = 16L * LargestImage;

    /// <summary>Whether a folder exists and holds a file of this format by its name.</summary>
    public static bool IsIn(string directory) => Files(directory).Count > 0;

    /// <summary>Reads every image of a folder, which must hold one.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">A file is no PNG or damaged, has transparent pixels, or differs in size or
    /// channels from the first.</exception>
    public static InMemoryDataset Load(string name, string directory) => Load(name, directory, Files(directory));

    /// <summary>Reads images of one size.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder that holds them or their folders.</param>
    /// <param name="files">Their paths, one or more.</param>
    /// <exception cref="DatasetException">As of the folder.</exception>
    public static InMemoryDataset Load(string name, string directory, IReadOnlyList<string> files)
    {
        List<ImageSegment> segments = new(files.Count);
        (int Channels, int Height, int Width) first = default;
        foreach (string path in files)
        {
            byte[] file = FileSearch.ReadAll(path, LargestFile);
            (int Channels, int Height, int Width) size = PngImage.ReadHeader(path, file, LargestImage);
            if (segments.Count == 0)
            {
                first = size;
                ImageMemory.Require(directory, (decimal)files.Count * size.Channels * size.Height * size.Width);
            }

            if (size != first)
            {
                throw new DatasetException($"{path}: is {CodedPixels.Describe(size)}, but {files[0]} is "
                    + $"{CodedPixels.Describe(first)}; all images of a folder must have one size and be all grey or "
                    + "all coloured: convert them or move them out");
            }

            byte[] pixels = PngImage.Decode(path, file, size);
            segments.Add(new ImageSegment(pixels, 0, pixels.Length, 1));
        }

        return new InMemoryDataset(name, "png", first.Channels, first.Height, first.Width, segments);
    }

    /// <summary>The images directly in a folder, in ordinal order of names.</summary>
    public static List<string> Files(string directory) =>
        FileSearch.Where(directory, name => name.EndsWith(".png", StringComparison.OrdinalIgnoreCase));
}
