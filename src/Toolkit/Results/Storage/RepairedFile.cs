namespace MomentsDnns.Results.Storage;

/// <summary>
/// What a repair found wrong with a file of a run. Nothing is deleted: a damaged file stands beside the run under
/// another name.
/// </summary>
/// <param name="File">The file's name in the run's folder.</param>
/// <param name="SetAsideAs">
/// The name that the damaged file has there now, which no command reads; null where the file was missing.
/// </param>
/// <param name="Reason">What was wrong, such as <c>its content does not match its checksum</c>.</param>
public sealed record RepairedFile(string File, string? SetAsideAs, string Reason)
{
    private const string Ending = ".damaged";

    /// <summary>
    /// Renames a file: <c>.damaged</c> behind its name, <c>.damaged-2</c> and so on where that is taken.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it.</param>
    internal static RepairedFile SetAside(string path, string reason)
    {
        for (int i = 1; ; i++)
        {
            string to = $"{path}{Ending}{(i == 1 ? "" : $"-{i}")}";
            if (Path.Exists(to)) continue;
            System.IO.File.Move(path, to, overwrite: false);
            return new(Path.GetFileName(path), Path.GetFileName(to), reason);
        }
    }
}
