namespace MomentsDnns.Results.Storage;

/// <summary>Files that are there whole or not at all, also when the process is killed while writing.</summary>
public static class AtomicFile
{
    /// <summary>What stands behind the final name while a file is written.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes under a temporary name in the same folder, flushes to the disk, then renames.</summary>
    /// <param name="path">The final name; its folder is made if need be. A file of that name is replaced.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = full + TemporarySuffix;
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes bytes in that way.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="bytes">The content.</param>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));
}
