using System.IO.Compression;

namespace MomentsDnns.Datasets;

/// <summary>Reads gzipped files whole, their checksum and length verified.</summary>
internal static class GzipFile
{
    private const string Remedy = "fetch the file again";

    // An empty member. Behind a whole file decompression comes to it and ends; a trailer that lacks bytes takes them
    // from it, and its checksum or length is wrong.
    private static readonly byte[] s_end = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The decompressed bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="headerLength">
    /// How many bytes <paramref name="length"/> is told of; fewer where the file ends before.
    /// </param>
    /// <param name="length">
    /// The length of the whole content, from its first bytes: what goes beyond is not decompressed.
    /// </param>
    /// <exception cref="DatasetException">
    /// The file cannot be read, is no gzip file, is damaged, or holds another length.
    /// </exception>
    public static byte[] Read(string path, int headerLength, Func<byte[], int> length)
    {
        byte[] compressed = FileSearch.ReadAll(path);
        if (compressed.Length < 2 || compressed[0] != 0x1f || compressed[1] != 0x8b)
        {
            string found = compressed.Length < 2
                ? $"a file of {compressed.Length} bytes" : $"{compressed[0]:x2} {compressed[1]:x2}";
            throw DatasetException.At(path, 0, "the gzip signature 1f 8b", found,
                "fetch the file again, or drop .gz from its name if it is not compressed");
        }

        using MemoryStream source = new([.. compressed, .. s_end]);
        using GZipStream gzip = new(source, CompressionMode.Decompress);
        int read = 0;
        try
        {
            byte[] header = new byte[headerLength];
            read = gzip.ReadAtLeast(header, headerLength, throwOnEndOfStream: false);
            int stated = length(header[..read]);
            if (stated > ImageMemory.LargestExpansion * compressed.Length)
            {
                throw DatasetException.At(path, 0, $"a file that can hold the stated {stated} bytes",
                    $"{compressed.Length} bytes, of which gzip makes "
                        + $"{ImageMemory.LargestExpansion * compressed.Length} at most", Remedy);
            }

            ImageMemory.Require(path, stated);
            byte[] content = new byte[stated];
            header.CopyTo(content, 0);
            read += gzip.ReadAtLeast(content.AsSpan(read), stated - read, throwOnEndOfStream: false);
            if (read < stated)
            {
                throw DatasetException.At(path, read, $"{stated} bytes in all", $"{read} bytes after decompression",
                    Remedy);
            }
            if (gzip.ReadByte() >= 0)
                throw DatasetException.At(path, read, $"{stated} bytes in all", "more after decompression", Remedy);
            return content;
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not DatasetException))
        {
            throw DatasetException.At(path, Math.Min(source.Position, compressed.Length),
                "gzip data with its checksum and length",
                $"what does not decompress after {read} bytes ({FileSearch.OneLine(e)})", Remedy, e);
        }
    }
}
