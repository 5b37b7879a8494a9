using System.Text;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Where output may go. Refused are: a place inside a run, which holds the run's own files alone; a folder where a file
/// is needed and the other way round; devices, pipes and sockets; files that are write-protected; folders that this
/// user may not write. Asked before the work, so that no hours of it are lost.
/// </summary>
public static class OutputTarget
{
    private const int LongestName = 255, LongestPath = 4095;
    private const string TakeAnother = "name another file", TakeAnotherFolder = "name another folder";

    /// <summary>
    /// What is wrong with a file to be written; null where nothing is. A link is written through: its target is what
    /// counts.
    /// </summary>
    /// <param name="path">The file; it need not exist, nor its folder.</param>
    public static OutputFault? OfFile(string path)
    {
        if (OfName(path, TakeAnother) is { } bad) return bad;
        if (Path.EndsInDirectorySeparator(path) || Path.GetFileName(path) is "." or "..")
            return new("is a folder's name, a file is needed", TakeAnother);
        if (Final(path) is not { } full)
            return new("is a link that leads nowhere", "remove the link, or " + TakeAnother);
        switch (FileSystemEntry.KindOf(full))
        {
            case EntryKind.Folder:
                return new("is a folder, a file is needed", "name a file in it, or another");
            case EntryKind.Special:
                return new("is a device, a pipe or a socket, an ordinary file is needed", TakeAnother);
            case EntryKind.File when new FileInfo(full).IsReadOnly:
                return new("is write-protected", "make it writable, or " + TakeAnother);
        }

        // A name that only a run gives, where there is one of that name.
        if (Path.GetFileName(full) is ExperimentDocument.FileName && File.Exists(full))
            return new("describes a run", TakeAnother);
        return OfPlace(Path.GetDirectoryName(full)!, TakeAnother, mayBeRun: false);
    }

    /// <summary>What is wrong with a folder to write files into; null where nothing is.</summary>
    /// <param name="path">The folder; it need not exist.</param>
    public static OutputFault? OfFolder(string path) => OfFolder(path, mayBeRun: false);

    /// <summary>The same of the folder of a run, which may be there already: what it holds is not looked at.</summary>
    /// <param name="path">The folder; it need not exist.</param>
    public static OutputFault? OfRun(string path) => OfFolder(path, mayBeRun: true);

    /// <summary>The full path behind a link, or of what is none; null where links lead in a circle.</summary>
    internal static string? Final(string path)
    {
        try
        {
            FileInfo entry = new(path);
            return entry.LinkTarget is null ? Path.GetFullPath(path)
                : entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a folder is a run's: besides <c>experiment.json</c>, which other programs may write too, it holds a
    /// part, or has had a writer.
    /// </summary>
    internal static bool IsRun(string folder) => File.Exists(Path.Combine(folder, ExperimentDocument.FileName))
        && (Directory.Exists(Path.Combine(folder, RunWriter.Folder))
        || File.Exists(Path.Combine(folder, WriterLock.FileName)) // of version 0.3 and before
        || Directory.EnumerateFiles(folder, "part-*.parquet").Any());

    private static OutputFault? OfFolder(string path, bool mayBeRun)
    {
        if (OfName(path, TakeAnotherFolder) is { } bad) return bad;
        if (Final(Path.TrimEndingDirectorySeparator(path)) is not { } full)
            return new("is a link that leads nowhere", "remove the link, or " + TakeAnotherFolder);
        return OfPlace(full, TakeAnotherFolder, mayBeRun);
    }

    private static OutputFault? OfName(string path, string remedy)
    {
        if (path.Length == 0) return new("must not be empty", remedy);
        if (path.Contains('\0')) return new("holds a character NUL, no path can", remedy);
        if (OperatingSystem.IsWindows()) return null;
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            return new($"must have at most {LongestPath} bytes", remedy);
        int longest = path.Split('/').Max(Encoding.UTF8.GetByteCount);
        return longest > LongestName ? new($"has a name of {longest} bytes, file systems take {LongestName}",
            "take a shorter one") : null;
    }

    // The folder, or what there is of it, must be one, writable, and in no run.
    private static OutputFault? OfPlace(string folder, string remedy, bool mayBeRun)
    {
        string existing = folder;
        while (FileSystemEntry.KindOf(existing) == EntryKind.None && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        if (FileSystemEntry.KindOf(existing) is not EntryKind.Folder)
        {
            return new(existing == folder ? "is no folder, one is needed"
                : $"needs the folder {existing}, which is none", remedy);
        }
        for (string? above = existing; above is not null; above = Path.GetDirectoryName(above))
        {
            if (!(mayBeRun && above == folder) && IsRun(above))
                return new($"lies in the run {above}, which holds its own files alone", remedy + " outside");
        }

        return FileSystemEntry.IsWritable(existing) ? null : new($"lies in {existing}, where this user may not "
            + "write", "make that folder writable, or " + remedy);
    }
}
