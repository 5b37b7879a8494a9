using MomentsDnns.Datasets;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class DatasetCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_AreThoseOfTheCommandLine() =>
        Assert.Equal(["cifar-like", "cifar-like-classes", "cifar10", "mnist", "fashion-mnist"], DatasetCatalog.Names); // DESIGN.md, section 2

    [Theory]
    [InlineData("cifar10", "cifar-10-batches-bin/test_batch.bin")]
    [InlineData("cifar10", "cifar10/data_batch_1.bin")]
    [InlineData("cifar10", "test_batch.bin")]
    [InlineData("mnist", "mnist/train-images-idx3-ubyte")]
    [InlineData("mnist", "MNIST/raw/train-images-idx3-ubyte")]
    [InlineData("mnist", "train-images-idx3-ubyte")]
    [InlineData("fashion-mnist", "t10k-images-idx3-ubyte")]
    [InlineData("fashion-mnist", "fashion-mnist/t10k-images-idx3-ubyte")]
    [InlineData("fashion-mnist", "FashionMNIST/raw/t10k-images-idx3-ubyte")]
    public void Open_Name_FindsItsFolder(string name, string file)
    {
        _folder.Write(file, name == "cifar10" ? Cifar10ReaderTests.Records(4) : IdxReaderTests.File(1, 1, 1, [1]));
        IImageDataset dataset = DatasetCatalog.Open(name, _folder.Path);
        Assert.Equal(name, dataset.Name);
        Assert.Equal(1, dataset.Count);
    }

    [Theory]
    [InlineData("mnist", "fashion-mnist")]
    [InlineData("mnist", "FashionMNIST/raw")]
    [InlineData("fashion-mnist", "mnist")]
    public void Open_DataFolderOfAnotherName_IsNotRead(string name, string folder)
    {
        _folder.Write($"{folder}/train-images-idx3-ubyte", IdxReaderTests.File(1, 1, 1, [1]));
        Assert.Throws<DatasetException>(() => DatasetCatalog.Open(name, Path.Combine(_folder.Path, folder)));
    }

    [Theory]
    [InlineData("cifar10", "data_batch_*.bin or test_batch.bin in {0}/cifar-10-batches-bin, {0}/cifar10, {0};")]
    [InlineData("mnist", "*images-idx3-ubyte[.gz] in {0}/mnist, {0}/MNIST/raw, {0};")]
    [InlineData("fashion-mnist", "*images-idx3-ubyte[.gz] in {0}/fashion-mnist, {0}/FashionMNIST/raw, {0};")]
    public void Open_Missing_SaysWhatWhereAndTheRemedy(string name, string places)
    {
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(name, _folder.Path)).Message.Replace('\\', '/');
        string expected = string.Format(System.Globalization.CultureInfo.InvariantCulture, places, _folder.Path.Replace('\\', '/'));
        Assert.Equal($"--dataset {name}: found no {expected} take --dataset cifar-like, which needs no file, "
            + "or set --data-dir or MOMENTS_DATA to the folder that holds it", message);
    }

    [Fact]
    public void Open_UnknownWord_ListsNamesAndFolder()
    {
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open("cifar100", _folder.Path)).Message;
        Assert.StartsWith("--dataset cifar100: is none of cifar-like, cifar-like-classes, cifar10, mnist, fashion-mnist, and there is no folder ",
            message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmptyName_IsADatasetError() =>
        Assert.Contains("no folder of an empty name", Assert.Throws<DatasetException>(() =>
            DatasetCatalog.Open("", _folder.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_FolderWithoutImages_SaysWhatWasLookedFor()
    {
        _folder.Write("notes.txt", [1]);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.Contains("found no data_batch_*.bin or test_batch.bin, no *images-idx3-ubyte[.gz] and no *.png", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Folder_TakesItsOwnNameWhateverThePath()
    {
        _folder.Write("photos/a.png", PngFolderReaderTests.Coloured(2, 2, (_, _) => SKColors.Red));
        string path = Path.Combine(_folder.Path, "photos");
        string[] paths = [path, path + "/", Path.Combine(_folder.Path, "photos", "..", "photos"), Path.GetRelativePath(".", path)];

        IImageDataset[] datasets = [.. paths.Select(p => DatasetCatalog.Open(p, ""))];

        Assert.All(datasets, d => Assert.Equal("photos", d.Name));
        Assert.Single(datasets.Select(d => d.Fingerprint).Distinct());
    }

    [Fact]
    public void Open_FolderOfTwoFormats_IsRefused()
    {
        _folder.Write("test_batch.bin", Cifar10ReaderTests.Records(4));
        _folder.Write("a.png", PngFolderReaderTests.Coloured(2, 2, (_, _) => SKColors.Red));
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;
        Assert.Contains("holds CIFAR-10 binary files and PNG images", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_RealTestBatch_HoldsTenThousandImages()
    {
        IImageDataset dataset = DatasetCatalog.Open("cifar10", SharedData.Folder());
        Assert.Equal((10000, 3, 32, 32), (dataset.Count, dataset.Channels, dataset.Height, dataset.Width));
    }
}
