using System.Text;

namespace MomentsDnns.Datasets;

/// <summary>
/// CIFAR-10's binary format: records of 1 label byte (0 to 9) and 3,072 pixel bytes, the red, green and blue planes of
/// 32 x 32 in row-major order. Files: <c>data_batch_*.bin</c> in ordinal order, then <c>test_batch.bin</c>, as many of
/// them as there are; other files are not looked at.
/// </summary>
internal static class Cifar10Reader
{
    private const int Side = 32, RecordLength = 1 + 3 * Side * Side, Labels = 10;
    private const string TestFile = "test_batch.bin", NamesFile = "batches.meta.txt";

    /// <summary>Whether a folder exists and holds a file of this format by its name.</summary>
    public static bool IsIn(string directory) => Files(directory).Count > 0;

    /// <summary>Reads every file of the format in a folder, which must hold one.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">
    /// A file is empty, holds no whole number of records or a label above 9.
    /// </exception>
    public static InMemoryDataset Load(string name, string directory) =>
        new(name, "cifar10", 3, Side, Side, [.. Files(directory).Select(ReadFile)]);

    /// <summary>
    /// The same with labels. The test batch, where training batches lie beside it, holds the dataset's test images. The
    /// classes have their names from <c>batches.meta.txt</c>, one a line, where that file is there.
    /// </summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">
    /// As in <see cref="Load"/>, or the file of names holds no 10 of them.
    /// </exception>
    public static ILabelledDataset LoadLabelled(string name, string directory)
    {
        List<string> files = Files(directory);
        ImageSegment[] segments = [.. files.Select(ReadFile)];
        InMemoryDataset images = new(name, "cifar10", 3, Side, Side, segments);
        int[] labels =
            [.. segments.SelectMany(s => Enumerable.Range(0, s.Count).Select(i => (int)s.Bytes[i * s.Stride]))];
        int tests = files.Count > 1 && Path.GetFileName(files[^1]) == TestFile ? segments[^1].Count : 0;
        return new LabelledImages(images, labels, Labels, ReadNames(Path.Combine(directory, NamesFile)),
            [.. Enumerable.Range(images.Count - tests, tests)]);
    }

    private static List<string> Files(string directory)
    {
        List<string> training = FileSearch.Matching(directory, "data_batch_", ".bin");
        string test = Path.Combine(directory, TestFile);
        return File.Exists(test) ? [.. training, test] : training;
    }

    private static ImageSegment ReadFile(string path)
    {
        const string remedy = "fetch the file again (CIFAR-10, binary version)";
        byte[] bytes = FileSearch.ReadAll(path);
        int records = bytes.Length / RecordLength;
        if (bytes.Length == 0)
            throw DatasetException.At(path, 0, $"records of {RecordLength} bytes", "an empty file", remedy);

        // Labels first: a file of another format is told as such, not as truncated.
        for (int i = 0; i < records; i++)
        {
            if (bytes[i * RecordLength] >= Labels)
            {
                throw DatasetException.At(path, (long)i * RecordLength, $"the label of record {i}, 0 to {Labels - 1}",
                    $"{bytes[i * RecordLength]}, so this is not CIFAR-10's binary format", remedy);
            }
        }

        if (bytes.Length % RecordLength != 0)
        {
            throw DatasetException.At(path, (long)records * RecordLength, $"{RecordLength} bytes of record {records}",
                $"{bytes.Length % RecordLength} bytes to the end of the file", remedy);
        }

        return new ImageSegment(bytes, 1, RecordLength, records);
    }

    private static string[]? ReadNames(string path)
    {
        const int most = 1 << 12;
        if (!File.Exists(path)) return null;
        string[] names = Encoding.UTF8.GetString(FileSearch.ReadAll(path, most)).Split('\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length == Labels ? names
            : throw new DatasetException($"{path}: expected the names of {Labels} classes, one a line, found "
                + $"{names.Length}; fetch the file again, or remove it: names are not needed");
    }
}
