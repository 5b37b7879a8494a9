namespace MomentsDnns.Datasets;

/// <summary>
/// Labels in the IDX format, one byte an image. They lie beside the images, in a file of the same name with
/// <c>labels</c> for <c>images</c> and <c>idx1</c> for <c>idx3</c>, gzipped or not; the plain one is read first.
/// </summary>
internal static class IdxLabels
{
    /// <summary>The file of labels that belongs to a file of images; null where there is none.</summary>
    /// <param name="images">The file of images.</param>
    public static string? FileOf(string images)
    {
        string plain = PlainFileOf(images);
        return File.Exists(plain) ? plain : File.Exists(plain + ".gz") ? plain + ".gz" : null;
    }

    /// <summary>Reads the labels of a file of images.</summary>
    /// <param name="images">The file of images.</param>
    /// <param name="count">How many images it holds.</param>
    /// <param name="classes">K; null where any byte is right.</param>
    /// <exception cref="DatasetException">
    /// The file is missing or damaged, holds another count, or a label that is none.
    /// </exception>
    public static IEnumerable<int> Read(string images, int count, int? classes)
    {
        string path = FileOf(images) ?? throw new DatasetException($"{images}: its labels are missing, expected "
            + $"{PlainFileOf(images)}[.gz]; fetch that file, or move the images out of the folder");
        (byte[] bytes, IReadOnlyList<int> sizes) = IdxFile.Read(path, IdxContent.Labels);
        if (sizes[0] != count)
        {
            throw DatasetException.At(path, 4, $"{count} labels, one for each image of {images}", $"{sizes[0]}",
                "fetch both files again");
        }

        int start = IdxContent.Labels.HeaderLength;
        int wrong = Array.FindIndex(bytes, start, label => label >= classes);
        return wrong < 0 ? bytes.Skip(start).Select(label => (int)label)
            : throw DatasetException.At(path, wrong, $"the label of image {wrong - start}, 0 to {classes - 1}",
                $"{bytes[wrong]}", IdxFile.Remedy(path));
    }

    // Both spellings, images-idx3-ubyte and images.idx3-ubyte, differ in one character between the words.
    private static string PlainFileOf(string images)
    {
        const int length = 17;
        string plain = IdxFile.Plain(images);
        char between = plain[^11];
        return $"{plain[..^length]}labels{between}idx1-ubyte";
    }
}
