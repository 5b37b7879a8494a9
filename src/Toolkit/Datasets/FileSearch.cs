using MomentsDnns.Limits;

namespace MomentsDnns.Datasets;

/// <summary>Finding and reading the files of a folder, the same on every system.</summary>
internal static class FileSearch
{
    /// <summary>Files directly in a folder whose names begin and end so, in ordinal order; none if no folder.</summary>
    public static List<string> Matching(string directory, string prefix, string suffix) =>
        Where(directory, name => name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(suffix, StringComparison.Ordinal) && name.Length >= prefix.Length + suffix.Length);

    /// <summary>Files directly in a folder whose names pass a test, in ordinal order; none if no folder.</summary>
    /// <exception cref="DatasetException">The folder cannot be listed.</exception>
    public static List<string> Where(string directory, Func<string, bool> accepts) =>
        Directory.Exists(directory) ? Sorted(directory, Directory.EnumerateFiles, accepts) : [];

    /// <summary>Folders directly in a folder that are not hidden, in ordinal order.</summary>
    /// <exception cref="DatasetException">The folder cannot be listed.</exception>
    public static List<string> Folders(string directory) =>
        Sorted(directory, Directory.EnumerateDirectories, name => !IsHidden(name));

    /// <summary>Whether a name is hidden by Unix's convention: it begins with a dot.</summary>
    public static bool IsHidden(string name) => name.StartsWith('.');

    private static List<string> Sorted(string directory, Func<string, IEnumerable<string>> list,
        Func<string, bool> accepts)
    {
        try
        {
            return [.. list(directory).Where(path => accepts(Path.GetFileName(path)))
                .OrderBy(Path.GetFileName, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(
                $"{directory}: the folder cannot be listed ({OneLine(e)}); check its permissions", e);
        }
    }

    /// <summary>Every byte of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes that it may hold.</param>
    /// <exception cref="DatasetException">It is no regular file, cannot be read, or holds more.</exception>
    public static byte[] ReadAll(string path, long most = int.MaxValue)
    {
        try
        {
            ImageMemory.Require(path, new FileInfo(path).Length);
            return RegularFile.Read(path, most);
        }
        catch (Exception e) when (e is IOException and not DatasetException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Opens a file to read it piece by piece.</summary>
    /// <exception cref="DatasetException">It is no regular file, or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return RegularFile.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Bytes of a file.</summary>
    /// <exception cref="DatasetException">There is none, such as behind a link to nothing.</exception>
    public static long Length(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>An error's message without line breaks.</summary>
    public static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");

    private static DatasetException Unreadable(string path, Exception cause) =>
        cause.Message.StartsWith(path, StringComparison.Ordinal)
        ? new DatasetException(OneLine(cause), cause)
        : new DatasetException($"{path}: the file cannot be read ({OneLine(cause)}); check that it is a readable file "
        + "of less than 2 GiB", cause);
}
