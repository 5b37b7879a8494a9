namespace MomentsDnns.Datasets;

/// <summary>Opens a dataset by its name on the command line, or from a folder.</summary>
public static class DatasetCatalog
{
    private static readonly FileFormat Cifar10 =
        new("CIFAR-10 binary files", "data_batch_*.bin or test_batch.bin", Cifar10Reader.IsIn, Cifar10Reader.Load);

    private static readonly FileFormat Idx =
        new("IDX files", "*images-idx3-ubyte[.gz]", IdxReader.IsIn, IdxReader.Load);

    private static readonly FileFormat Png =
        new("PNG images", "*.png", PngFolderReader.IsIn, PngFolderReader.Load);

    // The folders of the data folder in which each name is looked for, in order; "" is the data folder itself.
    private static readonly (string Name, string[] Folders, FileFormat Format)[] FromFiles =
    [
        ("cifar10", ["cifar-10-batches-bin", "cifar10", ""], Cifar10),
        ("mnist", ["mnist", "MNIST/raw", ""], Idx),
        ("fashion-mnist", ["fashion-mnist", "FashionMNIST/raw", ""], Idx),
    ];

    /// <summary>The names there are; any other word is taken as a folder.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [CifarLikeDataset.DatasetName, .. FromFiles.Select(s => s.Name)];

    /// <summary>
    /// Opens a dataset. A name of <see cref="Names"/> is that dataset, looked for in the data folder: <c>cifar10</c> in
    /// <c>cifar-10-batches-bin</c>, <c>cifar10</c> or the folder itself (training files first, then the test file);
    /// <c>mnist</c> in <c>mnist</c>, <c>MNIST/raw</c> or the folder itself; <c>fashion-mnist</c> in
    /// <c>fashion-mnist</c>, <c>FashionMNIST/raw</c> or the folder itself (train, then t10k). The first folder that
    /// holds such files is read, whole; the data folder itself not where it is named as another dataset is. Any other
    /// word is a folder of CIFAR-10 binary files, IDX files or PNG images, which gives its dataset the folder's own
    /// name, whatever the path to it; write <c>./mnist</c> for a folder that is named as a dataset.
    /// </summary>
    /// <param name="nameOrDirectory">A name or a folder.</param>
    /// <param name="dataDirectory">The folder of datasets; not used for a folder or for <c>cifar-like</c>.</param>
    /// <exception cref="DatasetException">There is no such dataset, or its files are damaged.</exception>
    public static IImageDataset Open(string nameOrDirectory, string dataDirectory)
    {
        if (nameOrDirectory == CifarLikeDataset.DatasetName) return new CifarLikeDataset();
        foreach ((string name, string[] folders, FileFormat format) in FromFiles)
        {
            if (name == nameOrDirectory)
            {
                return OpenName(name, [.. folders.Where(f => f.Length > 0 || !IsOfAnother(dataDirectory, name))
                    .Select(f => Path.Join(dataDirectory, f))], format);
            }
        }

        return OpenDirectory(nameOrDirectory);
    }

    private static InMemoryDataset OpenName(string name, List<string> places, FileFormat format)
    {
        string? place = places.Find(p => format.IsIn(p));
        return place is not null
            ? format.Load(name, place)
            : throw new DatasetException($"--dataset {name}: found no {format.Files} in {string.Join(", ", places)}; "
                + "take --dataset cifar-like, which needs no file, or set --data-dir or MOMENTS_DATA to the folder "
                + "that holds it");
    }

    // MNIST's and Fashion-MNIST's files have the same names: the folder's own name may tell that they are the other's.
    private static bool IsOfAnother(string directory, string name)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory.Length > 0 ? directory : "."))
            .Replace('\\', '/');
        return FromFiles.Any(d => d.Name != name
            && d.Folders.Any(f => f.Length > 0 && path.EndsWith("/" + f, StringComparison.OrdinalIgnoreCase)));
    }

    private static InMemoryDataset OpenDirectory(string directory)
    {
        const string orCifarLike = "or take --dataset cifar-like, which needs no file";
        if (!Directory.Exists(directory))
        {
            string place = directory.Length > 0 ? Path.GetFullPath(directory) : "of an empty name";
            throw new DatasetException($"--dataset {directory}: is none of {string.Join(", ", Names)}, and there is no "
                + $"folder {place}; name an existing folder, {orCifarLike}");
        }

        FileFormat[] found = [.. new[] { Cifar10, Idx, Png }.Where(f => f.IsIn(directory))];
        return found.Length switch
        {
            1 => found[0].Load(NameOfFolder(directory), directory),
            0 => throw new DatasetException($"--dataset {directory}: found no {Cifar10.Files}, no {Idx.Files} and no "
                + $"{Png.Files} directly in it; name a folder that holds such files, {orCifarLike}"),
            _ => throw new DatasetException($"--dataset {directory}: holds "
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

    /// <summary>A format of files.</summary>
    /// <param name="Words">What its files are called in messages.</param>
    /// <param name="Files">The pattern of their names.</param>
    /// <param name="IsIn">Whether a folder holds such files.</param>
    /// <param name="Load">Reads a folder, given the dataset's name and the folder.</param>
    private sealed record FileFormat(
        string Words, string Files, Func<string, bool> IsIn, Func<string, string, InMemoryDataset> Load);
}
