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
    public static List<string> Where(string directory, Func<string, bool> accepts)
    {
        if (!Directory.Exists(directory)) return [];
        try
        {
            return [.. Directory.EnumerateFiles(directory).Where(path => accepts(Path.GetFileName(path)))
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

    /// <summary>An error's message without line breaks.</summary>
    public static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");

    private static DatasetException Unreadable(string path, Exception cause) =>
        cause.Message.StartsWith(path, StringComparison.Ordinal)
        ? new DatasetException(OneLine(cause), cause)
        : new DatasetException($"{path}: the file cannot be read ({OneLine(cause)}); check that it is a readable file "
        + "of less than 2 GiB", cause);
}
