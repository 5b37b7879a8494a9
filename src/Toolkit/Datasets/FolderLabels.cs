namespace MomentsDnns.Datasets;

/// <summary>
/// Labels of images that lie in folders: an image's class is the first folder of its path. Where the first folders are
/// <c>train</c> and one or both of <c>test</c> and <c>val</c> (<c>validation</c>), in any case of letters, with folders
/// in them, the class is the second, and images outside <c>train</c> are the dataset's test images. Classes are
/// numbered in ordinal order of their names.
/// </summary>
internal static class FolderLabels
{
    private const string TrainingPart = "train";

    private static readonly string[] TestParts = ["test", "val", "validation"];

    /// <summary>Whether a folder's name is that of training or test images.</summary>
    public static bool IsPart(string folder) =>
        IsTraining(folder) || TestParts.Contains(folder, StringComparer.OrdinalIgnoreCase);

    /// <summary>Labels images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="directory">The folder, for errors.</param>
    /// <param name="paths">Their paths within it, in the images' order.</param>
    /// <exception cref="DatasetException">An image lies in no folder, or all lie in one.</exception>
    public static LabelledImages Of(IImageDataset images, string directory, IReadOnlyList<string> paths)
    {
        string[][] folders = [.. paths.Select(path => path.Split('/', Path.DirectorySeparatorChar)[..^1])];
        int bare = Array.FindIndex(folders, parts => parts.Length == 0);
        if (bare >= 0)
        {
            throw new DatasetException($"{Path.Join(directory, paths[bare])}: lies in no class's folder, which would "
                + "be its label; move it into one");
        }

        bool hasParts = folders.All(parts => parts.Length > 1 && IsPart(parts[0]))
            && folders.Any(parts => IsTraining(parts[0])) && folders.Any(parts => !IsTraining(parts[0]));
        string[] ofImages = [.. folders.Select(parts => parts[hasParts ? 1 : 0])];
        string[] names = [.. ofImages.Distinct().Order(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw new DatasetException($"{directory}: its images all lie in the folder {names[0]}, which makes one "
                + "class; name the folder that holds a folder for each class");
        }

        Dictionary<string, int> numbers = names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i);
        return new(images, [.. ofImages.Select(name => numbers[name])], names.Length, names,
            hasParts ? [.. Enumerable.Range(0, paths.Count).Where(i => !IsTraining(folders[i][0]))] : []);
    }

    private static bool IsTraining(string folder) => folder.Equals(TrainingPart, StringComparison.OrdinalIgnoreCase);
}
