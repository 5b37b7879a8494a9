namespace MomentsDnns.Results.Storage;

/// <summary>A file or folder cannot be written. The message is one line: path, rule, remedy.</summary>
public sealed class OutputException : IOException
{
    /// <summary>Reports a path that must not be written.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="cause">What the system said; null where nothing was tried.</param>
    public OutputException(string path, OutputFault fault, Exception? cause = null)
        : base($"{OutputFault.Quoted(path)}: {fault.Rule}; {fault.Remedy}", cause)
    {
    }

    /// <summary>Reports by a line of its own.</summary>
    internal OutputException(string line, Exception cause) : base(line, cause)
    {
    }

    /// <summary>Translates what .NET throws when a file or folder cannot be written.</summary>
    internal static OutputException Of(string path, Exception cause) => new(path, Explain(cause), cause);

    /// <summary>Whether an exception is of that kind and not translated yet.</summary>
    internal static bool IsRaw(Exception error) =>
        error is IOException and not OutputException or UnauthorizedAccessException;

    private static OutputFault Explain(Exception cause) => (cause, cause.HResult) switch
    {
        (UnauthorizedAccessException, _) =>
            new("may not be written by this user", "make its folder writable, or name another place"),
        (PathTooLongException, _) => new("is longer than the file system takes", "take a shorter name"),
        (DirectoryNotFoundException or FileNotFoundException, _) =>
            new("has lost its folder", "make the folder anew, or name another place"),
        _ when IsFull(cause) => new("no space is left on the disk", "free some, or name a place on another disk"),
        _ when !OperatingSystem.IsWindows() && cause.HResult == ReadOnlyFileSystem =>
            new("lies in a file system that is read only", "name another place"),
        _ => new($"cannot be written ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')})", "name another place"),
    };

    private const int ReadOnlyFileSystem = 30; // EROFS of Linux, macOS and the BSDs

    // .NET keeps the number of the system's own error: ENOSPC, EDQUOT of Linux and of macOS; of Windows
    // ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.
    private static bool IsFull(Exception cause) => OperatingSystem.IsWindows()
        ? cause.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027)
        : cause.HResult == 28 || cause.HResult == (OperatingSystem.IsLinux() ? 122 : 69);
}
