namespace MomentsDnns.Datasets;

/// <summary>A format of files that hold a dataset.</summary>
/// <param name="Words">What its files are called in messages.</param>
/// <param name="Files">The pattern of their names.</param>
/// <param name="IsIn">Whether a folder holds such files.</param>
/// <param name="Load">Reads a folder, given the dataset's name and the folder.</param>
/// <param name="LoadLabelled">The same with labels, given the classes' names too; null where there are none.</param>
/// <param name="NoLabels">Where labels were looked for, and the remedy.</param>
internal sealed record DatasetFormat(string Words, string Files, Func<string, bool> IsIn,
    Func<string, string, InMemoryDataset> Load,
    Func<string, string, IReadOnlyList<string>?, ILabelledDataset?> LoadLabelled, string NoLabels)
{
    /// <summary>CIFAR-10's binary files.</summary>
    public static DatasetFormat Cifar10 { get; } = new("CIFAR-10 binary files", "data_batch_*.bin or test_batch.bin",
        Cifar10Reader.IsIn, Cifar10Reader.Load,
        (name, directory, _) => Cifar10Reader.LoadLabelled(name, directory), "");

    /// <summary>MNIST's files.</summary>
    public static DatasetFormat Idx { get; } = new("IDX files", "*images-idx3-ubyte[.gz]",
        IdxReader.IsIn, IdxReader.Load, IdxReader.LoadLabelled,
        "no *labels-idx1-ubyte[.gz] lies beside its images; fetch those files");

    /// <summary>Images directly in a folder.</summary>
    public static DatasetFormat Png { get; } = new("PNG images", "*.png",
        PngFolderReader.IsIn, PngFolderReader.Load, (_, _, _) => null,
        "its images lie in one folder; move those of each class into a folder of its own, which is their label");

    /// <summary>Images in a folder for each class.</summary>
    public static DatasetFormat ClassFolders { get; } = new("folders of PNG images", "FOLDER/*.png",
        ClassFolderReader.IsIn, ClassFolderReader.Load,
        (name, directory, _) => ClassFolderReader.LoadLabelled(name, directory), "");
}
