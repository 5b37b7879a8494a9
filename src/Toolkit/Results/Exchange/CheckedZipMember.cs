using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// A member of a ZIP archive, held to what the archive says of it twice, which .NET's reader does not compare: its
/// bytes and their CRC-32, its name in the directory at the end and the name before its bytes.
/// </summary>
internal sealed class CheckedZipMember : Stream
{
    private const int HeaderSize = 30, NameLengthAt = 26;
    private const string Remedy = "the file is damaged, get it anew";

    private static readonly byte[] Signature = "PK\u0003\u0004"u8.ToArray();

    private readonly ZipArchiveEntry _entry;
    private readonly Stream _content;
    private readonly Crc32 _checksum = new();
    private long _read;

    /// <summary>Opens a member.</summary>
    /// <param name="entry">The member.</param>
    /// <param name="archive">The whole archive's bytes.</param>
    /// <exception cref="InvalidDataException">Its two names differ.</exception>
    public CheckedZipMember(ZipArchiveEntry entry, ReadOnlySpan<byte> archive)
    {
        if (!HasHeader(archive, Encoding.UTF8.GetBytes(entry.FullName)))
            throw new InvalidDataException($"its name stands nowhere before a content; {Remedy}");
        (_entry, _content) = (entry, entry.Open());
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    /// <summary>Reads; at the end the checksum is compared.</summary>
    /// <exception cref="InvalidDataException">The content is not that of the checksum.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _checksum.Append(buffer[..read]);
        _read += read;
        bool ends = read == 0 && buffer.Length > 0;
        if (_read > _entry.Length || (ends && (_read < _entry.Length
            || _checksum.GetCurrentHashAsUInt32() != _entry.Crc32)))
            throw new InvalidDataException($"its content does not match its checksum (CRC-32); {Remedy}");
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads what is left, so that the checksum is compared whatever the reader took.</summary>
    /// <exception cref="InvalidDataException">The content is not that of the checksum.</exception>
    public void ReadToEnd()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }

    private static bool HasHeader(ReadOnlySpan<byte> archive, ReadOnlySpan<byte> name)
    {
        for (int at = 0; archive[at..].IndexOf(Signature) is >= 0 and int skipped; at += Signature.Length)
        {
            at += skipped;
            if (archive.Length - at < HeaderSize + name.Length) return false;
            if (BinaryPrimitives.ReadUInt16LittleEndian(archive[(at + NameLengthAt)..]) == name.Length
                && archive.Slice(at + HeaderSize, name.Length).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
