using System.Collections.Concurrent;
using System.Text;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// The one way in which files are written: whole or not at all, also when the process is killed while writing. Content
/// goes to a file beside its place, of a name that nobody can guess, made for this writer alone; it is flushed to the
/// disk and renamed, and the folder flushed.
/// </summary>
public static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, bool> Unfinished = [];

    /// <summary>
    /// Writes a file that a user named. One of that name is replaced and keeps its permissions; a link stays, the file
    /// that it leads to is replaced.
    /// </summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="OutputException">
    /// The place is refused (see <see cref="OutputTarget"/>), or the file cannot be written.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (OutputTarget.OfFile(path) is { } fault) throw new OutputException(path, fault);
        Write(path, OutputTarget.Final(path)!, write);
    }

    /// <summary>Writes bytes in that way.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="bytes">The content.</param>
    /// <exception cref="OutputException">The place is refused, or the file cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) =>
        Write(path, stream => stream.Write(bytes.Span));

    /// <summary>Writes text in that way, as UTF-8 without a mark.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="OutputException">The place is refused, or the file cannot be written.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Removes what is being written at this moment: to be called when the process is about to be ended.
    /// </summary>
    public static void RemoveUnfinished()
    {
        foreach (string temporary in Unfinished.Keys) TryDelete(temporary);
    }

    /// <summary>
    /// Writes a run's own file into its folder, which exists. A link of that name is replaced, not followed.
    /// </summary>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    internal static void WriteOwn(string path, ReadOnlyMemory<byte> bytes) =>
        WriteOwn(path, stream => stream.Write(bytes.Span));

    /// <inheritdoc cref="WriteOwn(string, ReadOnlyMemory{byte})"/>
    internal static void WriteOwn(string path, Action<Stream> write) => Write(path, Path.GetFullPath(path), write);

    /// <summary>The same of a file that must not be there yet.</summary>
    /// <returns>Whether it was written; false where there was one of that name, which stays.</returns>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    internal static bool TryWriteNew(string path, ReadOnlyMemory<byte> bytes) =>
        Write(path, Path.GetFullPath(path), stream => stream.Write(bytes.Span), overwrites: false);

    private static bool Write(string told, string full, Action<Stream> write, bool overwrites = true)
    {
        string folder = Path.GetDirectoryName(full)!, temporary = TemporaryName.For(full);
        try
        {
            CreateFolder(folder);
            Unfinished[temporary] = true;
            WriteTemporary(temporary, full, write);
            try
            {
                File.Move(temporary, full, overwrites);
            }
            catch (IOException) when (!overwrites && File.Exists(full))
            {
                TryDelete(temporary);
                return false;
            }

            FileSystemEntry.FlushFolder(folder);
            return true;
        }
        catch (Exception cause)
        {
            // Nobody else can have made a file of that name.
            TryDelete(temporary);
            if (OutputException.IsRaw(cause)) throw OutputException.Of(told, cause);
            throw;
        }
        finally
        {
            Unfinished.TryRemove(temporary, out _);
        }
    }

    private static void WriteTemporary(string temporary, string full, Action<Stream> write)
    {
        // CreateNew: fails where anything, a link too, has the name.
        FileStreamOptions options =
            new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        UnixFileMode? mode = !OperatingSystem.IsWindows() && FileSystemEntry.KindOf(full) == EntryKind.File
            ? File.GetUnixFileMode(full) : null;
        if (!OperatingSystem.IsWindows() && mode is { } kept) options.UnixCreateMode = kept;
        using FileStream stream = new(temporary, options);
        if (!OperatingSystem.IsWindows() && mode is { } same) File.SetUnixFileMode(stream.SafeFileHandle, same);
        // whatever the mask takes away
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Makes a folder and those above it that are missing, their entries flushed.</summary>
    internal static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        string? parent = Path.GetDirectoryName(folder);
        if (parent is not null) CreateFolder(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null) FileSystemEntry.FlushFolder(parent);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The folder went away, or the disk: nothing is left that could be removed.
        }
    }
}
