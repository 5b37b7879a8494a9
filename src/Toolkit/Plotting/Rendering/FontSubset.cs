using System.Buffers.Binary;
using System.Text;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// A TrueType font with the outlines of some glyphs and none of the others, whose numbers stay. For fonts without
/// composite glyphs, as those of this package are. Source: OpenType specification 1.9, tables loca, glyf and head.
/// </summary>
internal static class FontSubset
{
    private const int HeaderLength = 12, RecordLength = 16;
    private const int AdjustmentInHead = 8, LocaFormatInHead = 50, GlyphCountInMaxp = 4;

    /// <summary>The smaller font.</summary>
    /// <param name="font">The file.</param>
    /// <param name="glyphs">
    /// The numbers of the glyphs to keep; glyph 0, the box for what is missing, stays anyway.
    /// </param>
    public static byte[] Of(byte[] font, IReadOnlySet<ushort> glyphs)
    {
        SortedDictionary<string, byte[]> tables = Tables(font);
        byte[] head = tables["head"], loca = tables["loca"], glyf = tables["glyf"];
        int count = BinaryPrimitives.ReadUInt16BigEndian(tables["maxp"].AsSpan(GlyphCountInMaxp));
        bool isLong = BinaryPrimitives.ReadInt16BigEndian(head.AsSpan(LocaFormatInHead)) == 1;
        byte[] newLoca = new byte[4 * (count + 1)];
        using MemoryStream outlines = new();
        for (int glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(newLoca.AsSpan(4 * glyph), (uint)outlines.Length);
            if (glyph == 0 || glyphs.Contains((ushort)glyph))
                outlines.Write(glyf, Offset(glyph), Offset(glyph + 1) - Offset(glyph));
            Pad(outlines);
        }

        BinaryPrimitives.WriteUInt32BigEndian(newLoca.AsSpan(4 * count), (uint)outlines.Length);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(LocaFormatInHead), 1);
        (tables["loca"], tables["glyf"]) = (newLoca, outlines.ToArray());
        return Assemble(tables);

        int Offset(int glyph) => isLong
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(loca.AsSpan(4 * glyph))
            : 2 * BinaryPrimitives.ReadUInt16BigEndian(loca.AsSpan(2 * glyph));
    }

    private static SortedDictionary<string, byte[]> Tables(byte[] font)
    {
        SortedDictionary<string, byte[]> tables = new(StringComparer.Ordinal);
        for (int i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4)); i++)
        {
            Span<byte> record = font.AsSpan(HeaderLength + (RecordLength * i), RecordLength);
            int offset = (int)BinaryPrimitives.ReadUInt32BigEndian(record[8..]),
                length = (int)BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
            tables[Encoding.ASCII.GetString(record[..4])] = font.AsSpan(offset, length).ToArray();
        }

        return tables;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        tables["head"].AsSpan(AdjustmentInHead, 4).Clear();
        int power = (int)Math.Log2(tables.Count), at = 0, headOffset = 0;
        byte[] header = new byte[HeaderLength + (RecordLength * tables.Count)];
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), (ushort)((16 * tables.Count) - (16 << power)));
        using MemoryStream body = new();
        foreach ((string tag, byte[] table) in tables)
        {
            Span<byte> record = header.AsSpan(HeaderLength + (RecordLength * at++), RecordLength);
            if (tag == "head") headOffset = header.Length + (int)body.Length;
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], (uint)(header.Length + body.Length));
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], (uint)table.Length);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Checksum(table));
            body.Write(table);
            Pad(body);
        }

        byte[] font = [.. header, .. body.ToArray()];
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(headOffset + AdjustmentInHead), 0xB1B0AFBA - Checksum(font));
        return font;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++) sum += (uint)bytes[i] << (24 - (8 * (i % 4)));
        return sum;
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0) stream.WriteByte(0);
    }
}
