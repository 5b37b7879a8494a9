namespace MomentsDnns.Datasets;

/// <summary>Opens a dataset by its name on the command line, or from a folder.</summary>
public static class DatasetCatalog
{
    private const string Remedy = "take --dataset cifar-like, which needs no file, or set --data-dir or MOMENTS_DATA";

    private static readonly Dictionary<string, (string[] Folders, string Format, Func<string, bool> IsIn, Func<string, string, IImageDataset> Load)>
        FromFiles = new(StringComparer.Ordinal)
        {
            ["cifar10"] = (["cifar-10-batches-bin", "cifar10", "."], "data_batch_*.bin or test_batch.bin",
                Cifar10Reader.IsIn, Cifar10Reader.Load),
            ["mnist"] = (["mnist", "MNIST/raw"], "*images-idx3-ubyte[.gz]", IdxReader.IsIn, IdxReader.Load),
            ["fashion-mnist"] = (["fashion-mnist", "FashionMNIST/raw"], "*images-idx3-ubyte[.gz]", IdxReader.IsIn, IdxReader.Load),
        };

    /// <summary>The names there are; any other word is taken as a folder.</summary>
    public static IReadOnlyList<string> Names { get; } = [CifarLikeDataset.DatasetName, .. FromFiles.Keys];

    /// <summary>
    /// Opens a dataset. A name of <see cref="Names"/> is that dataset, looked for in the data folder: <c>cifar10</c> in
    /// <c>cifar-10-batches-bin</c>, <c>cifar10</c> or the folder itself (training files first, then the test file);
    /// <c>mnist</c> in <c>mnist</c> or <c>MNIST/raw</c>; <c>fashion-mnist</c> in <c>fashion-mnist</c> or
    /// <c>FashionMNIST/raw</c> (train, then t10k). The first folder that holds such files is read, whole. Any other word
    /// is a folder of CIFAR-10 binary files, IDX files or PNG images; write <c>./mnist</c> for a folder named as a dataset.
    /// </summary>
    /// <param name="nameOrDirectory">A name or a folder.</param>
    /// <param name="dataDirectory">The folder of datasets; not used for a folder or for <c>cifar-like</c>.</param>
    /// <exception cref="DatasetException">There is no such dataset, or its files are damaged.</exception>
    public static IImageDataset Open(string nameOrDirectory, string dataDirectory)
    {
        if (nameOrDirectory == CifarLikeDataset.DatasetName) return new CifarLikeDataset();
        if (!FromFiles.TryGetValue(nameOrDirectory, out var source)) return OpenDirectory(nameOrDirectory);
        List<string> places = [.. source.Folders.Select(f => f == "." ? dataDirectory : Path.Combine(dataDirectory, f))];
        string? place = places.Find(p => source.IsIn(p));
        return place is not null
            ? source.Load(nameOrDirectory, place)
            : throw new DatasetException($"--dataset {nameOrDirectory}: found no {source.Format} in "
                + $"{string.Join(", ", places)}; {Remedy} to the folder that holds it");
    }

    private static IImageDataset OpenDirectory(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new DatasetException($"--dataset {directory}: is none of {string.Join(", ", Names)}, and there is no folder "
                + $"{Path.GetFullPath(directory)}; take --dataset cifar-like, which needs no file, or name an existing folder");
        }

        List<(string Format, Func<string, string, IImageDataset> Load)> formats = [];
        if (Cifar10Reader.IsIn(directory)) formats.Add(("CIFAR-10 binary files", Cifar10Reader.Load));
        if (IdxReader.IsIn(directory)) formats.Add(("IDX files", IdxReader.Load));
        if (PngFolderReader.IsIn(directory)) formats.Add(("PNG images", PngFolderReader.Load));
        return formats.Count switch
        {
            1 => formats[0].Load(directory, directory),
            0 => throw new DatasetException($"--dataset {directory}: found no data_batch_*.bin or test_batch.bin, no "
                + "*images-idx3-ubyte[.gz] and no *.png directly in it; name a folder that holds such files, or "
                + "take --dataset cifar-like, which needs no file"),
            _ => throw new DatasetException($"--dataset {directory}: holds {string.Join(" and ", formats.Select(f => f.Format))}, "
                + "which of them is meant is not clear; keep one kind in a folder"),
        };
    }
}
