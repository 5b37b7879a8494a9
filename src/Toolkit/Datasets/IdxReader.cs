namespace MomentsDnns.Datasets;

/// <summary>
/// The IDX format of MNIST and Fashion-MNIST for grey images. Files: those whose names end in
/// <c>images-idx3-ubyte</c> or <c>images.idx3-ubyte</c>, with or without <c>.gz</c>; names with <c>train</c> first,
/// then in ordinal order. Where a file lies there both plain and gzipped, the plain one is read.
/// </summary>
internal static class IdxReader
{
    /// <summary>Whether a folder exists and holds a file of this format by its name.</summary>
    public static bool IsIn(string directory) => Files(directory).Count > 0;

    /// <summary>Reads every image file of the format in a folder, which must hold one.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">A file is damaged, or two hold images of different sizes.</exception>
    public static InMemoryDataset Load(string name, string directory) => Read(name, Files(directory)).Images;

    /// <summary>
    /// Reads the files of labels beside those of images too, see <see cref="IdxLabels"/>. Where names with
    /// <c>train</c> are among others, the images of the others are the dataset's test images.
    /// </summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="classNames">The classes; null where any label is right, K being the largest one plus 1.</param>
    /// <returns>The images; null where no file of labels lies there.</returns>
    /// <exception cref="DatasetException">
    /// A file is damaged, one of labels is missing, or labels and images do not fit.
    /// </exception>
    public static ILabelledDataset? LoadLabelled(string name, string directory, IReadOnlyList<string>? classNames)
    {
        List<string> files = Files(directory);
        if (!files.Any(file => IdxLabels.FileOf(file) is not null)) return null;
        (InMemoryDataset images, List<ImageSegment> segments) = Read(name, files);
        List<int> labels = new(images.Count);
        for (int i = 0; i < files.Count; i++)
            labels.AddRange(IdxLabels.Read(files[i], segments[i].Count, classNames?.Count));
        int trained = files.Zip(segments).Where(part => IsTraining(part.First)).Sum(part => part.Second.Count);
        return new LabelledImages(images, labels, classNames?.Count ?? labels.Max() + 1, classNames,
            trained > 0 ? [.. Enumerable.Range(trained, images.Count - trained)] : []);
    }

    private static (InMemoryDataset Images, List<ImageSegment> Segments) Read(string name, List<string> files)
    {
        List<ImageSegment> segments = [];
        (int Height, int Width) size = default;
        foreach (string path in files)
        {
            (byte[] bytes, IReadOnlyList<int> sizes) = IdxFile.Read(path, IdxContent.Images);
            (int height, int width) = (sizes[1], sizes[2]);
            if (segments.Count == 0) size = (height, width);
            if (size != (height, width))
            {
                throw DatasetException.At(path, 8, $"images of {size.Height} x {size.Width} as in {files[0]}",
                    $"{height} x {width}", "keep images of one size in a folder");
            }

            segments.Add(new ImageSegment(bytes, IdxContent.Images.HeaderLength, height * width, sizes[0]));
        }

        return (new InMemoryDataset(name, "idx", 1, size.Height, size.Width, segments), segments);
    }

    private static List<string> Files(string directory)
    {
        List<string> found = FileSearch.Where(directory, name => IsImageFile(IdxFile.Plain(name)));
        HashSet<string> plain = [.. found.Where(path => path == IdxFile.Plain(path))];
        return [.. found.Where(path => path == IdxFile.Plain(path) || !plain.Contains(IdxFile.Plain(path)))
            .OrderBy(path => !IsTraining(path))];
    }

    private static bool IsTraining(string path) => Path.GetFileName(path).Contains("train", StringComparison.Ordinal);

    private static bool IsImageFile(string name) => name.EndsWith("images-idx3-ubyte", StringComparison.Ordinal)
        || name.EndsWith("images.idx3-ubyte", StringComparison.Ordinal);
}
