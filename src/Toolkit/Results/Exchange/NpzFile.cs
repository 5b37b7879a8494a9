using System.IO.Compression;
using MomentsDnns.Limits;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Exchange;

/// <summary>NumPy's <c>.npz</c>: named arrays in a ZIP archive, compressed or not.</summary>
public static class NpzFile
{
    private const string Suffix = ".npy";

    /// <summary>
    /// deflate makes of one byte 1,032 at most (258 bytes of two bits): an array that declares more is damaged.
    /// </summary>
    private const long LargestExpansion = 1032;

    // Every statistic at every place, as numbers and as logarithms, is a tenth of this.
    private const int MostArrays = 1000;

    // The first time that a ZIP archive can hold: equal arrays give equal bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads every array of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name, in the file's order.</returns>
    /// <exception cref="InvalidDataException">
    /// The file, or an array in it, cannot be read; the message names both.
    /// </exception>
    /// <exception cref="IOException">The file is no regular one, or holds 2 GiB or more.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path) =>
        Read(path, RegularFile.Read(path, int.MaxValue));

    internal static IReadOnlyDictionary<string, NpyArray> Read(string path, byte[] bytes)
    {
        OrderedDictionary<string, NpyArray> arrays = [];
        string member = "";
        decimal kept = 0;
        try
        {
            using ZipArchive archive = new(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostArrays)
            {
                throw new InvalidDataException($"it holds {archive.Entries.Count} arrays, {MostArrays} at most are "
                    + "read; take out those that are no statistics");
            }
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                member = $", array {ShortText.Of(entry.FullName)}";
                if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                    throw new InvalidDataException("it is no .npy array");
                if (entry.Length / LargestExpansion > entry.CompressedLength)
                {
                    throw new InvalidDataException($"it states {entry.Length} bytes, more than its "
                        + $"{entry.CompressedLength} compressed ones can hold; get the file anew");
                }

                using CheckedZipMember stream = new(entry, bytes);
                NpyArray array = NpyFormat.Read(stream, entry.Length, length => Require(kept += length));
                stream.ReadToEnd();
                if (!arrays.TryAdd(entry.FullName[..^Suffix.Length], array))
                    throw new InvalidDataException("the name occurs twice");
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path}{member}: {cause.Message}", cause);
        }

        return arrays;
    }

    // Half of the memory there is: the numbers that are made of the arrays need as much again.
    private static void Require(decimal bytes)
    {
        if (bytes < 1 << 24) return; // not worth a look at the machine
        MemoryLimit limit = MemoryLimit.Now();
        if (bytes <= Math.Min(limit.Bytes / 2, Array.MaxLength)) return;
        throw new InvalidDataException($"with it the arrays need {MemoryLimit.Text((double)bytes)}; half of the "
            + $"{MemoryLimit.Text(limit.Bytes)} of memory that {limit.Holder} has left, and no more than "
            + $"{MemoryLimit.Text(Array.MaxLength)}, may go to them; take arrays or simulations out of the file");
    }

    /// <summary>
    /// Writes arrays, uncompressed as <c>numpy.savez</c> does. Equal arrays in equal order give equal bytes.
    /// </summary>
    /// <param name="path">The file; it appears whole or not at all, and replaces one of that name.</param>
    /// <param name="arrays">The arrays by name.</param>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays) =>
        AtomicFile.Write(path, file =>
        {
            using ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, NpyArray array) in arrays)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + Suffix, CompressionLevel.NoCompression);
                entry.LastWriteTime = Epoch;
                using Stream stream = entry.Open();
                NpyFormat.Write(stream, array);
            }
        });
}
