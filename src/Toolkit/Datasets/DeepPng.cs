using System.Buffers.Binary;
using System.IO.Compression;

namespace MomentsDnns.Datasets;

/// <summary>
/// The pixels of PNG images of 16 bits a sample, each rounded to 8 bits: v / 257, so that 0 and 65535 become 0 and 255.
/// The drawing library, which decodes all other images and has checked this one, cuts the lower 8 bits off.
/// </summary>
/// <remarks>
/// PNG specification (W3C, third edition), sections 9 (filters), 8 (Adam7 interlacing) and 13.12 (rescaling).
/// </remarks>
internal static class DeepPng
{
    // First row, first column, step of rows, step of columns of each pass.
    private static readonly (int Row, int Column, int Down, int Across)[] s_whole = [(0, 0, 1, 1)];

    private static readonly (int Row, int Column, int Down, int Across)[] s_adam7 =
        [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];

    /// <summary>Decodes an image.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <param name="file">Its bytes, of a PNG image that has been checked.</param>
    /// <param name="size">Its channels (1 or 3; opacity is left out) and sides.</param>
    /// <returns><c>[C, H, W]</c> row-major.</returns>
    /// <exception cref="DatasetException">Its data end early, or have a filter that is none of PNG's.</exception>
    public static byte[] Read(string path, byte[] file, (int Channels, int Height, int Width) size)
    {
        int samples = file[25] switch { 0 => 1, 2 => 3, 4 => 2, _ => 4 }, plane = size.Height * size.Width;
        byte[] pixels = new byte[size.Channels * plane];
        using ZLibStream data = new(Data(file), CompressionMode.Decompress);
        try
        {
            foreach ((int row, int column, int down, int across) in file[28] == 1 ? s_adam7 : s_whole)
            {
                int columns = (size.Width - column + across - 1) / across;
                if (columns <= 0) continue;
                byte[] line = new byte[columns * samples * 2], above = new byte[line.Length];
                for (int y = row; y < size.Height; y += down)
                {
                    int filter = data.ReadByte();
                    data.ReadExactly(line);
                    Unfilter(path, filter, line, above, samples * 2);
                    for (int i = 0; i < columns; i++)
                    {
                        for (int c = 0; c < size.Channels; c++)
                        {
                            int value = BinaryPrimitives.ReadUInt16BigEndian(line.AsSpan((i * samples + c) * 2));
                            pixels[c * plane + y * size.Width + column + i * across] = (byte)((value + 128) / 257);
                        }
                    }

                    (line, above) = (above, line);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Broken(path, FileSearch.OneLine(e), e);
        }

        return pixels;
    }

    // The chunks IDAT, one after the other. A chunk: length, type, data, checksum.
    private static MemoryStream Data(byte[] file)
    {
        MemoryStream data = new();
        for (long at = 8; at + 12 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file.AsSpan((int)at);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (length > chunk.Length - 12) break;
            if (chunk.Slice(4, 4).SequenceEqual("IDAT"u8)) data.Write(chunk.Slice(8, (int)length));
            at += 12 + length;
        }

        data.Position = 0;
        return data;
    }

    private static void Unfilter(string path, int filter, Span<byte> line, ReadOnlySpan<byte> above, int pixel)
    {
        for (int i = 0; i < line.Length; i++)
        {
            int left = i < pixel ? 0 : line[i - pixel], up = above[i], corner = i < pixel ? 0 : above[i - pixel];
            line[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw Broken(path, $"a filter of type {filter}", null),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        (int toLeft, int toUp, int toCorner) =
            (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static DatasetException Broken(string path, string found, Exception? cause) =>
        new($"{path}: expected a whole PNG image of 16 bits a sample, found data that do not decode ({found}); fetch "
        + "or convert the image again", cause);
}
