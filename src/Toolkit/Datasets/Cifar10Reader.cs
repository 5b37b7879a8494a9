namespace MomentsDnns.Datasets;

/// <summary>
/// CIFAR-10's binary format: records of 1 label byte (0 to 9) and 3,072 pixel bytes, the red, green and blue planes of
/// 32 x 32 in row-major order. Files: <c>data_batch_*.bin</c> in ordinal order, then <c>test_batch.bin</c>, as many of
/// them as there are; other files are not looked at.
/// </summary>
internal static class Cifar10Reader
{
    private const int Side = 32, RecordLength = 1 + 3 * Side * Side, Labels = 10;

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

    private static List<string> Files(string directory)
    {
        List<string> training = FileSearch.Matching(directory, "data_batch_", ".bin");
        string test = Path.Combine(directory, "test_batch.bin");
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
}
