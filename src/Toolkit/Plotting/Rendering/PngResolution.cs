using System.Buffers.Binary;
using System.Text;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Writes the resolution into a PNG, so that programs place it at its size in millimetres.</summary>
internal static class PngResolution
{
    // The signature (8) and the first chunk, IHDR: length, name, 13 bytes, checksum.
    private const int AfterHeader = 8 + 4 + 4 + 13 + 4;

    /// <summary>The PNG with a chunk pHYs (PNG specification, section 11.3.4.3) behind its header.</summary>
    /// <param name="png">The file.</param>
    /// <param name="dpi">Dots per inch.</param>
    public static byte[] Insert(byte[] png, double dpi)
    {
        byte[] chunk = new byte[4 + 4 + 9 + 4];
        uint perMetre = (uint)Math.Round(dpi / 0.0254);
        BinaryPrimitives.WriteUInt32BigEndian(chunk, 9);
        Encoding.ASCII.GetBytes("pHYs", chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8), perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(12), perMetre);
        chunk[16] = 1; // dots per metre
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(17), Checksum(chunk.AsSpan(4, 13)));
        return [.. png.AsSpan(0, AfterHeader), .. chunk, .. png.AsSpan(AfterHeader)];
    }

    // CRC-32, as PNG has it.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte b in bytes)
        {
            remainder ^= b;
            for (int bit = 0; bit < 8; bit++) remainder = (remainder >> 1) ^ (0xEDB88320 & (0 - (remainder & 1)));
        }

        return ~remainder;
    }
}
