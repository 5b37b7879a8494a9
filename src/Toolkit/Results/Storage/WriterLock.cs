namespace MomentsDnns.Results.Storage;

/// <summary>
/// Keeps a second writer out of a run's folder: an empty file held open for itself alone, which the operating system
/// releases when the process ends, however it ends. Readers do not look at it.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    /// <summary>
    /// The lock's file name. The file stays behind: removing it would let two writers hold two files.
    /// </summary>
    public const string FileName = "writer.lock";

    private readonly FileStream _held;

    private WriterLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of a folder.</summary>
    /// <param name="folder">The run's folder, which exists.</param>
    /// <param name="name">The file that is held.</param>
    /// <param name="staysBehind">
    /// Whether the file is still there when the lock is released; where not, it goes first.
    /// </param>
    /// <exception cref="OutputException">
    /// Another process, or another part of this one, holds it; or the file cannot be opened, with the reason.
    /// </exception>
    public static WriterLock Take(string folder, string name = FileName, bool staysBehind = true)
    {
        string path = Path.Combine(folder, name);
        try
        {
            // A file of our own: behind a link may be anybody's.
            if (new FileInfo(path).LinkTarget is not null) throw new IOException("it is a link");
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, staysBehind
                ? FileOptions.None : FileOptions.DeleteOnClose));
        }
        catch (IOException cause) when (IsSharingViolation(cause))
        {
            throw new OutputException(
                $"{folder} is being written by another run; wait until it ends, or take another output directory",
                cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(
                $"{path} cannot be opened for writing ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}); "
                + "make the folder writable, or take another output directory", cause);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _held.Dispose();

    // The runtime keeps the operating system's own number: ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION of Windows,
    // EWOULDBLOCK of the others, which is 11 on Linux and 35 on macOS and the BSDs.
    private static bool IsSharingViolation(IOException error) => OperatingSystem.IsWindows()
        ? error.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : error.HResult == (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? 11 : 35);
}
