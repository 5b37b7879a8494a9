using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// What a ZIP archive says of itself twice, which .NET's reader does not compare: a member's bytes with their CRC-32, its name in the
/// directory at the end with the name before its bytes.
/// </summary>
/// <param name="archive">The archive's bytes.</param>
internal sealed class ZipIntegrity(byte[] archive)
{
    private const int HeaderSize = 30, NameLengthAt = 26;

    private static readonly byte[] Signature = "PK\u0003\u0004"u8.ToArray();

    private int _next;

    /// <summary>Refuses a damaged member. Members are to be asked of in their order, which is the fast one.</summary>
    /// <param name="entry">The member.</param>
    /// <param name="content">Its bytes, expanded.</param>
    /// <exception cref="InvalidDataException">They are not those of the checksum, or the member's two names differ.</exception>
    public void Require(ZipArchiveEntry entry, ReadOnlySpan<byte> content)
    {
        if (content.Length != entry.Length || Crc32.HashToUInt32(content) != entry.Crc32)
            throw new InvalidDataException("its content does not match its checksum (CRC-32); the file is damaged, get it again");
        byte[] name = Encoding.UTF8.GetBytes(entry.FullName);
        int at = Find(name, _next);
        if (at < 0) at = Find(name, 0);
        if (at < 0) throw new InvalidDataException("it has another name at its place in the file; the file is damaged, get it again");
        _next = (int)Math.Min(at + HeaderSize + name.Length + entry.CompressedLength, archive.Length);
    }

    // A header of this name, from a place on.
    private int Find(ReadOnlySpan<byte> name, int from)
    {
        ReadOnlySpan<byte> bytes = archive;
        while (bytes[from..].IndexOf(Signature) is >= 0 and var skipped)
        {
            int at = from + skipped;
            if (bytes.Length - at < HeaderSize + name.Length) return -1;
            if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + NameLengthAt)..]) == name.Length && bytes.Slice(at + HeaderSize, name.Length).SequenceEqual(name)) return at;
            from = at + Signature.Length;
        }

        return -1;
    }
}
