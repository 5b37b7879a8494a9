using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// Writes into a PNG what Skia does not: the resolution, so that programs place it at its size in millimetres, and its
/// origin.
/// </summary>
internal static class PngChunks
{
    // The signature (8) and the first chunk, IHDR: length, name, 13 bytes, checksum.
    private const int AfterHeader = 8 + 4 + 4 + 13 + 4;

    /// <summary>
    /// The PNG with a chunk pHYs (PNG specification, section 11.3.4.3) and, with an origin, a chunk tEXt (11.3.3.2)
    /// behind its header.
    /// </summary>
    /// <param name="png">The file.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <param name="origin">What the figure was drawn from, ASCII; empty: not told.</param>
    public static byte[] Insert(byte[] png, double dpi, string origin)
    {
        byte[] resolution = new byte[9];
        uint perMetre = (uint)Math.Round(dpi / 0.0254);
        BinaryPrimitives.WriteUInt32BigEndian(resolution, perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(resolution.AsSpan(4), perMetre);
        resolution[8] = 1; // dots per metre
        byte[] text = origin.Length == 0 ? [] : Chunk("tEXt", [.. Encoding.ASCII.GetBytes("Source\0" + origin)]);
        return [.. png.AsSpan(0, AfterHeader), .. Chunk("pHYs", resolution), .. text, .. png.AsSpan(AfterHeader)];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] chunk = new byte[4 + 4 + content.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)content.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length),
            Crc32.HashToUInt32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }
}
