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
    /// <exception cref="DatasetException">The file cannot be read, or holds 2 GiB or more.</exception>
    public static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path}: the file cannot be read ({OneLine(e)}); check that it is a "
                + "readable file of less than 2 GiB", e);
        }
    }

    /// <summary>An error's message without line breaks.</summary>
    public static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");
}
