using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>What a folder holds that shall become a run's.</summary>
internal static class FolderContent
{
    // Stands in the root of every new volume of the ext file systems.
    private const string LostAndFound = "lost+found";

    /// <summary>
    /// The first entry, by name, that is neither passed over nor a run's own file half written nor the system's; null
    /// where the folder counts as empty.
    /// </summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="passed">Names to be passed over.</param>
    public static string? FirstForeign(string folder, IReadOnlySet<string> passed) =>
        Directory.EnumerateFileSystemEntries(folder)
        .Select(entry => Path.GetFileName(entry)!)
        .Where(name => name is not (LostAndFound or RunWriter.Folder or SimulationClaims.Folder)
            && !passed.Contains(name) && !PartFile.IsHalfWritten(name))
        .Order(StringComparer.Ordinal).FirstOrDefault();
}
