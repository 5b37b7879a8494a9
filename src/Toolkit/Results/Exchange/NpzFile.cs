using System.IO.Compression;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Exchange;

/// <summary>NumPy's <c>.npz</c>: named arrays in a ZIP archive, compressed or not.</summary>
public static class NpzFile
{
    private const string Suffix = ".npy";

    // The first time that a ZIP archive can hold: equal arrays give equal bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads every array of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name, in the file's order.</returns>
    /// <exception cref="InvalidDataException">The file, or an array in it, cannot be read; the message names both.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path) => Read(path, File.ReadAllBytes(path));

    internal static IReadOnlyDictionary<string, NpyArray> Read(string path, byte[] bytes)
    {
        OrderedDictionary<string, NpyArray> arrays = [];
        string member = "";
        try
        {
            using ZipArchive archive = new(new MemoryStream(bytes), ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                member = $", array {entry.FullName}";
                if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                    throw new InvalidDataException("it is no .npy array");
                using CheckedZipMember stream = new(entry, bytes);
                using MemoryStream content = new();
                stream.CopyTo(content);
                if (!arrays.TryAdd(entry.FullName[..^Suffix.Length], NpyFormat.Read(content.ToArray())))
                    throw new InvalidDataException("the name occurs twice");
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path}{member}: {cause.Message}", cause);
        }

        return arrays;
    }

    /// <summary>Writes arrays, uncompressed as <c>numpy.savez</c> does. Equal arrays in equal order give equal bytes.</summary>
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
