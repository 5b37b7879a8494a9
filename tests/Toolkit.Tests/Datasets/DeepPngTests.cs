using System.Buffers.Binary;
using System.IO.Compression;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>PNG images of 16 bits a sample, written here by the specification's own formulas.</summary>
public sealed class DeepPngTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Colour types: grey, coloured, grey with opacity, coloured with opacity. Sides that Adam7's passes do not divide.
    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(6, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public void Read_SixteenBits_AreRounded(int colourType, bool interlaced)
    {
        const int width = 13, height = 11;
        int samples = colourType switch { 0 => 1, 2 => 3, 4 => 2, _ => 4 }, channels = colourType is 0 or 4 ? 1 : 3;
        ushort Value(int y, int x, int sample) =>
            sample == channels ? (ushort)65535 : (ushort)((y * 9973 + x * 31337 + sample * 777) % 65536); // opacity last
        _folder.Write("a.png", Png(width, height, 16, colourType, interlaced, Filtered(width, height, samples, interlaced, Value)));

        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixels = new float[channels * height * width];
        dataset.Read(0, pixels);

        Assert.Equal((channels, height, width), (dataset.Channels, dataset.Height, dataset.Width));
        for (int i = 0; i < pixels.Length; i++)
        {
            (int c, int y, int x) = (i / (height * width), i / width % height, i % width);
            Assert.Equal((float)Math.Round(Value(y, x, c) / 257.0) / 255f, pixels[i]);
        }
    }

    [Fact]
    public void Open_SixteenBitsTransparent_IsRefused()
    {
        _folder.Write("a.png", Png(2, 1, 16, 4, false, Filtered(2, 1, 2, false, (_, x, sample) => (ushort)(sample == 1 && x == 1 ? 100 : 65535))));
        Assert.Contains("column 1 has opacity 0", Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message, StringComparison.Ordinal);
    }

    /// <summary>A PNG file of filtered rows, or of anything else that a damaged one may hold.</summary>
    internal static byte[] Png(int width, int height, int bits, int colourType, bool interlaced, byte[] rows)
    {
        byte[] header = [.. new byte[8], (byte)bits, (byte)colourType, 0, 0, (byte)(interlaced ? 1 : 0)];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data], lead = new byte[4], sum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(lead, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32(body));
        return [.. lead, .. body, .. sum];
    }

    // Bit by bit: the specification, annex D.
    private static uint Crc32(byte[] bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte b in bytes)
        {
            sum ^= b;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }

    // Each row with the next of the five filters.
    private static byte[] Filtered(int width, int height, int samples, bool interlaced, Func<int, int, int, ushort> value)
    {
        (int Row, int Column, int Down, int Across)[] passes = interlaced
            ? [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)] : [(0, 0, 1, 1)];
        List<byte> all = [];
        int filter = 0;
        foreach ((int row, int column, int down, int across) in passes)
        {
            byte[]? above = null;
            for (int y = row; y < height && column < width; y += down)
            {
                List<byte> line = [];
                for (int x = column; x < width; x += across)
                    for (int s = 0; s < samples; s++) line.AddRange([(byte)(value(y, x, s) >> 8), (byte)value(y, x, s)]);
                byte[] raw = [.. line];
                above ??= new byte[raw.Length];
                all.Add((byte)(filter % 5));
                for (int i = 0; i < raw.Length; i++)
                {
                    int a = i < 2 * samples ? 0 : raw[i - 2 * samples], b = above[i], c = i < 2 * samples ? 0 : above[i - 2 * samples], p = a + b - c;
                    int nearest = new[] { a, b, c }.MinBy(v => Math.Abs(p - v)); // the first of equals, as the specification has it
                    all.Add((byte)(raw[i] - (filter % 5) switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => nearest, _ => 0 }));
                }

                above = raw;
                filter++;
            }
        }

        return [.. all];
    }
}
