namespace MomentsDnns.Datasets;

/// <summary>Opens a dataset by its name on the command line, or from a folder.</summary>
public static class DatasetCatalog
{
    // Those that need no file.
    private static readonly (string Name, Func<IImageDataset> Make)[] Made =
    [
        (CifarLikeDataset.DatasetName, () => new CifarLikeDataset()),
        (CifarLikeClassesDataset.DatasetName, () => new CifarLikeClassesDataset()),
    ];

    // The folders of the data folder in which each name is looked for, in order; "" is the data folder itself. Names of
    // the classes where the files say none.
    private static readonly (string Name, string[] Folders, DatasetFormat Format, string[]? Classes)[] FromFiles =
    [
        ("cifar10", ["cifar-10-batches-bin", "cifar10", ""], DatasetFormat.Cifar10, null),
        ("mnist", ["mnist", "MNIST/raw", ""], DatasetFormat.Idx, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        ("fashion-mnist", ["fashion-mnist", "FashionMNIST/raw", ""], DatasetFormat.Idx,
            ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]),
    ];

    /// <summary>The names there are; any other word is taken as a folder.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Made.Select(d => d.Name), .. FromFiles.Select(s => s.Name)];

    /// <summary>
    /// Opens a dataset. A name of <see cref="Names"/> is that dataset, looked for in the data folder: <c>cifar10</c> in
    /// <c>cifar-10-batches-bin</c>, <c>cifar10</c> or the folder itself (training files first, then the test file);
    /// <c>mnist</c> in <c>mnist</c>, <c>MNIST/raw</c> or the folder itself; <c>fashion-mnist</c> in
    /// <c>fashion-mnist</c>, <c>FashionMNIST/raw</c> or the folder itself (train, then t10k). The first folder that
    /// holds such files is read, whole; the data folder itself not where it is named as another dataset is. Any other
    /// word is a folder of CIFAR-10 binary files, IDX files or PNG images, or of a folder of PNG images for each class,
    /// which gives its dataset the folder's own name, whatever the path to it; write <c>./mnist</c> for a folder that
    /// is named as a dataset.
    /// </summary>
    /// <param name="nameOrDirectory">A name or a folder.</param>
    /// <param name="dataDirectory">
    /// The folder of datasets; not used for a folder, nor for <c>cifar-like</c> and <c>cifar-like-classes</c>.
    /// </param>
    /// <exception cref="DatasetException">There is no such dataset, or its files are damaged.</exception>
    public static IImageDataset Open(string nameOrDirectory, string dataDirectory)
    {
        if (MakerOf(nameOrDirectory) is { } make) return make();
        FoundDataset found = Find(nameOrDirectory, dataDirectory, CifarLikeDataset.DatasetName);
        return found.Format.Load(found.Name, found.Directory);
    }

    /// <summary>
    /// Opens a dataset with its labels; images, name and fingerprint are those of <see cref="Open"/>. Labels are the
    /// first byte of CIFAR-10's records, IDX files beside those of images, or the folders that images lie in.
    /// </summary>
    /// <param name="nameOrDirectory">A name or a folder.</param>
    /// <param name="dataDirectory">The folder of datasets.</param>
    /// <exception cref="DatasetException">
    /// There is no such dataset, it has no labels, or its files are damaged; one line.
    /// </exception>
    public static ILabelledDataset OpenLabelled(string nameOrDirectory, string dataDirectory)
    {
        if (FindLabelled(nameOrDirectory, dataDirectory) is { } labelled) return labelled;
        const string other = CifarLikeClassesDataset.DatasetName;
        string why = MakerOf(nameOrDirectory) is not null ? "it has none"
            : Find(nameOrDirectory, dataDirectory, other).Format.NoLabels;
        throw NoSuch($"--dataset {nameOrDirectory}: labels are needed and {why}; or take --dataset {other}, which "
            + "needs no file");
    }

    /// <summary>The same, where a dataset without labels is no error.</summary>
    /// <param name="nameOrDirectory">A name or a folder.</param>
    /// <param name="dataDirectory">The folder of datasets.</param>
    /// <returns>The dataset; null where it has no labels.</returns>
    /// <exception cref="DatasetException">There is no such dataset, or its files are damaged.</exception>
    public static ILabelledDataset? FindLabelled(string nameOrDirectory, string dataDirectory)
    {
        if (MakerOf(nameOrDirectory) is { } make) return make() as ILabelledDataset;
        FoundDataset found = Find(nameOrDirectory, dataDirectory, CifarLikeClassesDataset.DatasetName);
        return found.Format.LoadLabelled(found.Name, found.Directory, found.Classes);
    }

    private static Func<IImageDataset>? MakerOf(string name) => Array.Find(Made, d => d.Name == name).Make;

    // The other dataset is what is advised where there is none of the name.
    private static FoundDataset Find(string nameOrDirectory, string dataDirectory, string other)
    {
        foreach ((string name, string[] folders, DatasetFormat format, string[]? classes) in FromFiles)
        {
            if (name == nameOrDirectory)
            {
                return new(name, PlaceOf(name, [.. folders.Where(f => f.Length > 0 || !IsOfAnother(dataDirectory, name))
                    .Select(f => Path.Join(dataDirectory, f))], format, other), format, classes);
            }
        }

        DatasetFormat ofFolder = FormatOf(nameOrDirectory, other); // first: an empty name is no path
        return new(NameOfFolder(nameOrDirectory), nameOrDirectory, ofFolder, null);
    }

    private static string PlaceOf(string name, List<string> places, DatasetFormat format, string other) =>
        places.Find(p => format.IsIn(p))
            ?? throw NoSuch($"--dataset {name}: found no {format.Files} in {string.Join(", ", places)}; take --dataset "
                + $"{other}, which needs no file, or set --data-dir or MOMENTS_DATA to the folder that holds it");

    private static DatasetException NoSuch(string message) => new(message) { IsOfName = true };

    // MNIST's and Fashion-MNIST's files have the same names: the folder's own name may tell that they are the other's.
    private static bool IsOfAnother(string directory, string name)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory.Length > 0 ? directory : "."))
            .Replace('\\', '/');
        return FromFiles.Any(d => d.Name != name
            && d.Folders.Any(f => f.Length > 0 && path.EndsWith("/" + f, StringComparison.OrdinalIgnoreCase)));
    }

    private static DatasetFormat FormatOf(string directory, string other)
    {
        string orOther = $"or take --dataset {other}, which needs no file";
        if (!Directory.Exists(directory))
        {
            string place = directory.Length > 0 ? Path.GetFullPath(directory) : "of an empty name";
            throw NoSuch($"--dataset {directory}: is none of {string.Join(", ", Names)}, and there is no "
                + $"folder {place}; name an existing folder, {orOther}");
        }

        DatasetFormat[] direct = [DatasetFormat.Cifar10, DatasetFormat.Idx, DatasetFormat.Png];
        DatasetFormat[] found = [.. direct.Where(f => f.IsIn(directory))];
        return found.Length switch
        {
            1 => found[0],
            0 when DatasetFormat.ClassFolders.IsIn(directory) => DatasetFormat.ClassFolders,
            0 => throw NoSuch($"--dataset {directory}: found no {direct[0].Files}, no {direct[1].Files} "
                + $"and no {direct[2].Files} directly in it, nor {DatasetFormat.ClassFolders.Files}; name a folder "
                + $"that holds such files, {orOther}"),
            _ => throw NoSuch($"--dataset {directory}: holds "
                + $"{string.Join(" and ", found.Select(f => f.Words))}, which of them is meant is not clear; keep one "
                + "kind in a folder"),
        };
    }

    // Names enter run folders' names and go with runs to other machines, so that no path may be in them.
    internal static string NameOfFolder(string directory)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        return name.Length > 0 ? name : "images"; // the root of a drive has no name
    }

    /// <summary>A dataset's files.</summary>
    /// <param name="Name">The dataset's name.</param>
    /// <param name="Directory">Where they lie.</param>
    /// <param name="Format">What they are.</param>
    /// <param name="Classes">The classes' names, where it is known.</param>
    private sealed record FoundDataset(
        string Name, string Directory, DatasetFormat Format, IReadOnlyList<string>? Classes);
}
