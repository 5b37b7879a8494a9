using System.IO.Compression;

namespace MomentsDnns.Datasets;

/// <summary>Reads gzipped files whole.</summary>
internal static class GzipFile
{
    /// <summary>The decompressed bytes of a file.</summary>
    /// <exception cref="DatasetException">The file cannot be read, is no gzip file, or is damaged.</exception>
    public static byte[] Read(string path)
    {
        byte[] compressed = FileSearch.ReadAll(path);
        if (compressed.Length < 2 || compressed[0] != 0x1f || compressed[1] != 0x8b)
        {
            string found = compressed.Length < 2
                ? $"a file of {compressed.Length} bytes" : $"{compressed[0]:x2} {compressed[1]:x2}";
            throw DatasetException.At(path, 0, "the gzip signature 1f 8b", found,
                "fetch the file again, or drop .gz from its name if it is not compressed");
        }

        using MemoryStream source = new(compressed);
        using GZipStream gzip = new(source, CompressionMode.Decompress);
        using MemoryStream target = new();
        try
        {
            gzip.CopyTo(target);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw DatasetException.At(path, source.Position, "gzip data",
                $"what does not decompress after {target.Length} bytes ({FileSearch.OneLine(e)})",
                "fetch the file again", e);
        }

        return target.ToArray();
    }
}
