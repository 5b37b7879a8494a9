using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class Cifar10ReaderTests : IDisposable
{
    private const int RecordLength = 3073; // 1 label byte, 3 planes of 32 x 32: the dataset's own page

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OneRecord_PlanesAreRedGreenBlueRowMajorOver255()
    {
        byte[] record = new byte[RecordLength];
        record[0] = 9;
        record[1 + 33] = 51; // red, row 1, column 1: 51/255 = 0.2
        record[1 + 1024] = 255; // green, row 0, column 0
        record[1 + 2048 + 1023] = 102; // blue, last
        _folder.Write("data_batch_1.bin", record);
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixels = new float[3072];
        dataset.Read(0, pixels);
        Assert.Equal((1, 3, 32, 32), (dataset.Count, dataset.Channels, dataset.Height, dataset.Width));
        Assert.Equal(0.2f, pixels[33]);
        Assert.Equal(1f, pixels[1024]);
        Assert.Equal(0.4f, pixels[3071]);
        Assert.Equal(1.6f, pixels.Sum(), 1e-6f);
    }

    [Fact]
    public void Load_SeveralFiles_TrainingInOrderThenTest()
    {
        _folder.Write("test_batch.bin", Records(3));
        _folder.Write("data_batch_2.bin", Records(2, 2));
        _folder.Write("data_batch_1.bin", Records(1));
        _folder.Write("readme.html", [1, 2, 3]);
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixels = new float[3072];
        List<float> values = [];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.Read(i, pixels);
            values.Add(pixels[3000] * 255);
        }

        Assert.Equal([1f, 2f, 2f, 3f], values);
        Assert.StartsWith("cifar10:4:", dataset.Fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Truncated_NamesFileByteAndCounts()
    {
        string path = _folder.Write("test_batch.bin", Records(7, 2)[..^10]);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.Equal($"{path}, byte 3073: expected 3073 bytes of record 1, found 3063 bytes to the end of the file; "
            + "fetch the file again (CIFAR-10, binary version)", message);
    }

    [Fact]
    public void Load_Empty_IsAnErrorAtByteZero()
    {
        string path = _folder.Write("test_batch.bin", []);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.StartsWith($"{path}, byte 0: expected records of 3073 bytes, found an empty file;", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_LabelAboveNine_SaysWhereAndWhich()
    {
        byte[] bytes = Records(7, 2);
        bytes[RecordLength] = 200;
        string path = _folder.Write("data_batch_1.bin", bytes);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.StartsWith($"{path}, byte 3073: expected the label of record 1, 0 to 9, found 200", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongIndexOrSpan_Throws()
    {
        _folder.Write("test_batch.bin", Records(7));
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Read(1, new float[3072]));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Read(-1, new float[3072]));
        string message = Assert.Throws<ArgumentException>(() => dataset.Read(0, new float[3071])).Message;
        Assert.StartsWith("holds 3071 values, an image of ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_KnowsPixelsAndNotLabelsOrFolders()
    {
        byte[] bytes = Records(7, 2);
        _folder.Write("a/test_batch.bin", bytes);
        byte[] relabelled = [.. bytes];
        relabelled[0] = 5;
        _folder.Write("b/data_batch_1.bin", relabelled);
        byte[] repainted = [.. bytes];
        repainted[4000]++;
        _folder.Write("c/test_batch.bin", repainted);
        string[] prints = [.. "abc".Select(f => DatasetCatalog.Open(Path.Combine(_folder.Path, $"{f}"), "").Fingerprint)];
        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]);
    }

    // Records whose pixels all have one value.
    internal static byte[] Records(byte value, int count = 1)
    {
        byte[] bytes = new byte[count * RecordLength];
        Array.Fill(bytes, value);
        for (int i = 0; i < count; i++) bytes[i * RecordLength] = (byte)(i % 10);
        return bytes;
    }
}
