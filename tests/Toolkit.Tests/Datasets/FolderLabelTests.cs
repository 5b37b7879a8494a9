using MomentsDnns.Datasets;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>Images in a folder for each class.</summary>
public sealed class FolderLabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ClassFolders_AreClassesInOrdinalOrder()
    {
        Images("dog/2.png", "dog/1.png", "Cat/9.png", "cow/0.png", ".hidden/0.png", "cow/._0.png");
        _folder.Write("dog/notes.txt", [1]);
        ILabelledDataset dataset = DatasetCatalog.OpenLabelled(_folder.Path, "");

        Assert.Equal(["Cat", "cow", "dog"], dataset.ClassNames!);
        Assert.Equal([0, 1, 2, 2], Labels(dataset));
        Assert.Empty(dataset.TestImages);
        float[] pixels = new float[3];
        dataset.Read(2, pixels);
        Assert.Equal(1, Math.Round(pixels[0] * 255)); // dog/1.png, the second written
        IImageDataset bare = DatasetCatalog.Open(_folder.Path, "");
        Assert.Equal((4, dataset.Fingerprint, dataset.Name), (bare.Count, bare.Fingerprint, bare.Name));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("val")]
    [InlineData("Validation")]
    public void TrainAndTestFolders_HoldTheClasses_AndTestImagesAreApart(string tests)
    {
        Images($"{tests}/a/1.png", $"{tests}/b/1.png", "train/a/2.png", "train/b/3.png", "train/b/4.png");
        foreach (ILabelledDataset dataset in (ILabelledDataset[])[DatasetCatalog.OpenLabelled(_folder.Path, ""), ImageFolderDataset.OpenLabelled(_folder.Path, 3, 1, 1)])
        {
            Assert.Equal(["a", "b"], dataset.ClassNames!);
            bool testsFirst = string.CompareOrdinal(tests, "train") < 0;
            Assert.Equal(testsFirst ? [0, 1] : [3, 4], dataset.TestImages);
            Assert.Equal(testsFirst ? [0, 1, 0, 1, 1] : [0, 1, 1, 0, 1], Labels(dataset));
        }
    }

    [Fact]
    public void FoldersOfOneName_AreClassesWhereTheOtherPartIsMissing()
    {
        Images("train/1.png", "bicycle/2.png");
        Assert.Equal(["bicycle", "train"], DatasetCatalog.OpenLabelled(_folder.Path, "").ClassNames!);
    }

    [Fact]
    public void Photographs_OfAnySizeAndDepth_AreOfTheirFirstFolder()
    {
        _folder.Write("a/x/1.png", Png(3, 5, 10));
        _folder.Write("b/2.png", Png(8, 2, 20));
        ILabelledDataset images = ImageFolderDataset.OpenLabelled(_folder.Path, 3, 4, 4);
        Assert.Equal([0, 1], Labels(images));
        Assert.Equal((4, 4), (images.Height, images.Width));
        Assert.Equal(ImageFolderDataset.Open(_folder.Path, 3, 4, 4).Fingerprint, images.Fingerprint);
    }

    [Fact]
    public void WhatHasNoClasses_IsOneLine()
    {
        Images("a/1.png");
        Assert.Equal($"{_folder.Path}: its images all lie in the folder a, which makes one class; name the folder that holds a folder for each class",
            Assert.Throws<DatasetException>(() => DatasetCatalog.OpenLabelled(_folder.Path, "")).Message);
        Images("b/1.png");
        string bare = _folder.Write("bare.png", Png(1, 1, 0));
        Assert.Equal($"{bare}: lies in no class's folder, which would be its label; move it into one",
            Assert.Throws<DatasetException>(() => ImageFolderDataset.OpenLabelled(_folder.Path, 3, 1, 1)).Message);
    }

    // Images beside folders of images are what such a folder was read as before there were labels.
    [Fact]
    public void ImagesDirectlyInTheFolder_ComeBeforeFolders()
    {
        Images("a/1.png", "b/1.png", "c.png");
        Assert.Equal(1, DatasetCatalog.Open(_folder.Path, "").Count);
        Assert.Null(DatasetCatalog.FindLabelled(_folder.Path, ""));
    }

    [Fact]
    public void SizesThatDiffer_AreRefused()
    {
        _folder.Write("a/1.png", Png(1, 1, 0));
        string path = _folder.Write("b/1.png", Png(2, 1, 0));
        Assert.StartsWith($"{path}: is 2 x 1 coloured, but ", Assert.Throws<DatasetException>(() => DatasetCatalog.OpenLabelled(_folder.Path, "")).Message, StringComparison.Ordinal);
    }

    private void Images(params string[] paths)
    {
        for (int i = 0; i < paths.Length; i++) _folder.Write(paths[i], Png(1, 1, (byte)i));
    }

    private static byte[] Png(int rows, int columns, byte red) => PngFolderReaderTests.Coloured(rows, columns, (_, _) => new SKColor(red, 0, 0));

    private static int[] Labels(ILabelledDataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(dataset.LabelOf)];
}
