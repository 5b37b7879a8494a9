namespace MomentsDnns.Datasets;

/// <summary>
/// PNG images of one size, those of each class in a folder of its own: <c>CLASS/*.png</c>, or <c>train/CLASS/*.png</c>
/// and <c>test/CLASS/*.png</c> (see <see cref="FolderLabels"/>), in ordinal order of folders, then of names.
/// </summary>
internal static class ClassFolderReader
{
    /// <summary>Whether a folder exists and holds folders of PNG images.</summary>
    public static bool IsIn(string directory) => Files(directory).Count > 0;

    /// <summary>Reads every image, of which there must be one.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder of the class folders.</param>
    /// <exception cref="DatasetException">As of a folder of images, see <see cref="PngFolderReader"/>.</exception>
    public static InMemoryDataset Load(string name, string directory) =>
        PngFolderReader.Load(name, directory, Files(directory));

    /// <summary>The same with labels, the folders.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder of the class folders.</param>
    /// <exception cref="DatasetException">As in <see cref="Load"/>, or there is one class alone.</exception>
    public static ILabelledDataset LoadLabelled(string name, string directory)
    {
        List<string> files = Files(directory);
        return FolderLabels.Of(PngFolderReader.Load(name, directory, files), directory,
            [.. files.Select(file => Path.GetRelativePath(directory, file))]);
    }

    // Not whole trees: a word that is a folder by mistake, such as a home folder, is not walked through.
    private static List<string> Files(string directory)
    {
        if (!Directory.Exists(directory)) return [];
        List<string> found = [];
        foreach (string folder in FileSearch.Folders(directory))
        {
            found.AddRange(Visible(folder));
            if (!FolderLabels.IsPart(Path.GetFileName(folder))) continue;
            foreach (string inner in FileSearch.Folders(folder)) found.AddRange(Visible(inner));
        }

        return found;
    }

    private static IEnumerable<string> Visible(string folder) =>
        PngFolderReader.Files(folder).Where(file => !FileSearch.IsHidden(Path.GetFileName(file)));
}
