namespace MomentsDnns.Datasets;

/// <summary>The images of a folder and of the folders in it, as ImageNet lies in a folder for each class.</summary>
internal static class ImageFileSearch
{
    /// <summary>
    /// Paths from the folder on, in ordinal order of their parts: files of a folder first, then the folders in it. What
    /// begins with a dot is hidden, and left out; links are followed.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">It cannot be listed, or a link leads back to a folder above it.</exception>
    public static IReadOnlyList<string> In(string directory)
    {
        List<string> found = [];
        Walk(directory, "", [RealPath(directory)], found);
        return found;
    }

    private static void Walk(string root, string inside, List<string> above, List<string> found)
    {
        string directory = Path.Join(root, inside);
        found.AddRange(FileSearch.Where(directory, IsImage).Select(path => Path.Join(inside, Path.GetFileName(path))));
        foreach (string child in FileSearch.Folders(directory))
        {
            string real = RealPath(child);
            if (above.Contains(real))
            {
                throw new DatasetException($"{child}: is a link to {real}, in which it lies, so that its images have "
                    + "no end; remove the link");
            }

            Walk(root, Path.Join(inside, Path.GetFileName(child)), [.. above, real], found);
        }
    }

    private static bool IsImage(string name) => !FileSearch.IsHidden(name)
        && PhotographFile.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // With the folder's own links resolved; those of the folders above it were before.
    private static string RealPath(string directory) => Path.TrimEndingDirectorySeparator(
        Path.GetFullPath(new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName
            ?? directory));
}
