using System.Buffers.Binary;
using System.IO.Compression;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", true)]
    [InlineData("t10k-images.idx3-ubyte.gz", true)]
    public void Open_EverySpelling_ReadsRowMajorOver255(string name, bool gzip)
    {
        byte[] file = File(2, 2, 3, [0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6]);
        _folder.Write(name, gzip ? Gzip(file) : file);
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixels = new float[6];
        dataset.Read(0, pixels);
        Assert.Equal((2, 1, 2, 3), (dataset.Count, dataset.Channels, dataset.Height, dataset.Width));
        Assert.Equal([0, .2f, .4f, .6f, .8f, 1], pixels);
    }

    [Fact]
    public void Open_TrainAndTest_TrainComesFirstAndPlainIsPreferred()
    {
        _folder.Write("t10k-images-idx3-ubyte", File(1, 1, 1, [10]));
        _folder.Write("train-images-idx3-ubyte", File(1, 1, 1, [20]));
        _folder.Write("train-images-idx3-ubyte.gz", Gzip(File(1, 1, 1, [30])));
        _folder.Write("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixel = new float[1];
        Assert.Equal(2, dataset.Count);
        dataset.Read(0, pixel);
        Assert.Equal(20 / 255f, pixel[0]);
        dataset.Read(1, pixel);
        Assert.Equal(10 / 255f, pixel[0]);
    }

    [Fact]
    public void Fingerprint_PlainAndGzipped_AreEqual()
    {
        byte[] file = File(1, 2, 2, [1, 2, 3, 4]);
        _folder.Write("a/train-images-idx3-ubyte", file);
        _folder.Write("b/train-images-idx3-ubyte.gz", Gzip(file));
        _folder.Write("c/train-images-idx3-ubyte", File(1, 1, 4, [1, 2, 3, 4]));
        string[] prints = [.. "abc".Select(f => DatasetCatalog.Open(Path.Combine(_folder.Path, $"{f}"), "").Fingerprint)];
        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]); // the same bytes as another size
    }

    public static TheoryData<string, byte[], string> Damaged => new()
    {
        { "train-images-idx3-ubyte", [], "byte 0: expected a header of 16 bytes, found the end of the file after 0;" },
        { "train-images-idx3-ubyte", File(1, 1, 1, [1])[..15], "byte 15: expected a header of 16 bytes, found the end of the file after 15;" },
        { "train-images-idx3-ubyte", [0, 0, 8, 1, 0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 0], "byte 0: expected the magic number 0x00000803 (IDX, unsigned bytes, 3 dimensions), found 0x00000801; this is a file of labels" },
        { "train-images-idx3-ubyte", File(0, 1, 1, []), "byte 4: expected a count of images of at least 1, found 0;" },
        { "train-images-idx3-ubyte", File(1, 0, 1, []), "byte 8: expected a count of rows of at least 1, found 0;" },
        { "train-images-idx3-ubyte", File(3, 1, 2, [1, 2, 3, 4]), "byte 20: expected 22 bytes in all, for the stated 3 images of 1 x 2, found 20 bytes;" },
        { "train-images-idx3-ubyte", File(1, 1, 2, [1, 2, 3]), "byte 18: expected 18 bytes in all, for the stated 1 images of 1 x 2, found 19 bytes;" },
        { "train-images-idx3-ubyte", File(-1, -1, -1, [1]), "byte 17: expected 79228162458924105385300197391 bytes in all" },
        { "train-images-idx3-ubyte.gz", File(1, 1, 1, [1]), "byte 0: expected the gzip signature 1f 8b, found 00 00;" },
        { "train-images-idx3-ubyte.gz", Gzip(File(4, 1, 1, [1, 2, 3, 4]))[..^12], "" },
        { "train-images-idx3-ubyte.gz", Corrupt(Gzip(File(4, 1, 1, [1, 2, 3, 4]))), "" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Open_Damaged_NamesFileByteAndFinding(string name, byte[] bytes, string expected)
    {
        string path = _folder.Write(name, bytes);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.StartsWith($"{path}, byte ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("found", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    // RFC 1952: a member ends with a checksum of 4 bytes and the length, 4 bytes.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void Open_GzipWithoutItsLastBytes_IsRefused(int missing)
    {
        byte[] pixels = [.. Enumerable.Range(0, 40 * 64).Select(i => (byte)(i * i % 251))];
        string path = _folder.Write("train-images-idx3-ubyte.gz", Gzip(File(40, 8, 8, pixels))[..^missing]);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.StartsWith($"{path}, byte ", message, StringComparison.Ordinal);
        Assert.EndsWith("fetch the file again", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GzipOfMoreThanItStates_IsRefusedWithoutItsMemory()
    {
        byte[] bomb = Gzip([.. File(10, 10, 10, []), .. new byte[64 << 20]]);
        _folder.Write("train-images-idx3-ubyte.gz", bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.Contains("expected 1016 bytes in all, found more after decompression", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void Open_GzipThatStatesMoreThanItCanHold_IsRefused()
    {
        string path = _folder.Write("train-images-idx3-ubyte.gz", Gzip(File(1 << 20, 28, 28, [1, 2, 3])));
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.StartsWith($"{path}, byte 0: expected a file that can hold the stated 822083600 bytes, found ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TwoSizes_NamesBothFiles()
    {
        string train = _folder.Write("train-images-idx3-ubyte", File(1, 2, 2, [1, 2, 3, 4]));
        string test = _folder.Write("t10k-images-idx3-ubyte", File(1, 1, 4, [1, 2, 3, 4]));
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.StartsWith($"{test}, byte 8: expected images of 2 x 2 as in {train}, found 1 x 4;", message, StringComparison.Ordinal);
    }

    internal static byte[] File(int count, int rows, int columns, byte[] pixels)
    {
        byte[] file = [0, 0, 8, 3, .. new byte[12], .. pixels];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), rows);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(12), columns);
        return file;
    }

    internal static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest)) gzip.Write(bytes);
        return target.ToArray();
    }

    private static byte[] Corrupt(byte[] gzip)
    {
        gzip[^8] ^= 0xff; // the checksum
        return gzip;
    }
}
