using System.Buffers.Binary;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>Labels of CIFAR-10's and MNIST's files.</summary>
public sealed class DatasetLabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cifar10_TrainingAndTest_AreApartAndImagesAreThoseWithoutLabels()
    {
        _folder.Write("test_batch.bin", Cifar10ReaderTests.Records(3, 2));
        _folder.Write("data_batch_2.bin", Cifar10ReaderTests.Records(2, 3));
        _folder.Write("data_batch_1.bin", Cifar10ReaderTests.Records(1, 1));
        ILabelledDataset dataset = DatasetCatalog.OpenLabelled("cifar10", _folder.Path);

        Assert.Equal([0, 0, 1, 2, 0, 1], Labels(dataset));
        Assert.Equal([4, 5], dataset.TestImages);
        Assert.Equal(10, dataset.Classes);
        Assert.Null(dataset.ClassNames);
        Assert.Equal(DatasetCatalog.Open("cifar10", _folder.Path).Fingerprint, dataset.Fingerprint);
    }

    [Theory]
    [InlineData("test_batch.bin")]
    [InlineData("data_batch_1.bin")]
    public void Cifar10_OneFileAlone_KeepsNoTestImages(string file)
    {
        _folder.Write(file, Cifar10ReaderTests.Records(3, 2));
        Assert.Empty(DatasetCatalog.OpenLabelled("cifar10", _folder.Path).TestImages);
    }

    [Fact]
    public void Cifar10_Names_AreThoseOfTheFileBeside()
    {
        _folder.Write("test_batch.bin", Cifar10ReaderTests.Records(3));
        string path = _folder.Write("batches.meta.txt", "a\nb\r\nc\nd\ne\nf\ng\nh\ni\nj\n\n"u8.ToArray());
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], DatasetCatalog.OpenLabelled("cifar10", _folder.Path).ClassNames!);
        _folder.Write("batches.meta.txt", "a\nb\n"u8.ToArray());
        Assert.Equal($"{path}: expected the names of 10 classes, one a line, found 2; fetch the file again, or remove it: names are not needed",
            Assert.Throws<DatasetException>(() => DatasetCatalog.OpenLabelled("cifar10", _folder.Path)).Message);
        Assert.Equal(1, DatasetCatalog.Open("cifar10", _folder.Path).Count); // who wants no labels is not troubled
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", true)]
    public void Idx_EverySpelling_FindsTheLabelsBeside(string images, string labels, bool gzip)
    {
        byte[] pixels = IdxReaderTests.File(3, 1, 1, [1, 2, 3]), classes = LabelFile(2, 0, 2);
        _folder.Write(images, gzip ? IdxReaderTests.Gzip(pixels) : pixels);
        _folder.Write(labels, gzip ? IdxReaderTests.Gzip(classes) : classes);
        ILabelledDataset dataset = DatasetCatalog.OpenLabelled(_folder.Path, "");
        Assert.Equal([2, 0, 2], Labels(dataset));
        Assert.Equal(3, dataset.Classes); // the largest label and one
        Assert.Empty(dataset.TestImages);
        Assert.Equal(DatasetCatalog.Open(_folder.Path, "").Fingerprint, dataset.Fingerprint);
    }

    [Fact]
    public void Idx_TrainAndTest_AreApart_AndNamedDatasetsKnowTheirClasses()
    {
        _folder.Write("fashion-mnist/t10k-images-idx3-ubyte.gz", IdxReaderTests.Gzip(IdxReaderTests.File(1, 1, 1, [1])));
        _folder.Write("fashion-mnist/t10k-labels-idx1-ubyte", LabelFile(9)); // one plain, one gzipped
        _folder.Write("fashion-mnist/train-images-idx3-ubyte", IdxReaderTests.File(2, 1, 1, [1, 2]));
        _folder.Write("fashion-mnist/train-labels-idx1-ubyte.gz", IdxReaderTests.Gzip(LabelFile(3, 4)));
        ILabelledDataset dataset = DatasetCatalog.OpenLabelled("fashion-mnist", _folder.Path);
        Assert.Equal([3, 4, 9], Labels(dataset));
        Assert.Equal([2], dataset.TestImages);
        Assert.Equal((10, "dress", "ankle boot"), (dataset.Classes, dataset.ClassNames![3], dataset.ClassNames[9]));
    }

    public static TheoryData<byte[], string> Damaged => new()
    {
        { [], "byte 0: expected a header of 8 bytes, found the end of the file after 0;" },
        { IdxReaderTests.File(2, 1, 1, [1, 2]), "byte 0: expected the magic number 0x00000801 (IDX, unsigned bytes, 1 dimension), found 0x00000803; this is a file of images" },
        { LabelFile(1, 2)[..^1], "byte 9: expected 10 bytes in all, for the stated 2 labels, found 9 bytes;" },
        { [.. LabelFile(1, 2), 0], "byte 10: expected 10 bytes in all, for the stated 2 labels, found 11 bytes;" },
        { LabelFile(), "byte 4: expected a count of labels of at least 1, found 0;" },
        { LabelFile(1, 2, 3), "byte 4: expected 2 labels, one for each image of {0}, found 3; fetch both files again" },
        { LabelFile(1, 10), "byte 9: expected the label of image 1, 0 to 9, found 10;" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Idx_Damaged_NamesFileByteAndFinding(byte[] labels, string expected)
    {
        string images = _folder.Write("train-images-idx3-ubyte", IdxReaderTests.File(2, 1, 1, [1, 2]));
        string path = _folder.Write("train-labels-idx1-ubyte", labels);
        string message = Assert.Throws<DatasetException>(() => DatasetCatalog.OpenLabelled("mnist", _folder.Path)).Message;
        Assert.StartsWith($"{path}, {expected.Replace("{0}", images, StringComparison.Ordinal)}", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(2, DatasetCatalog.Open("mnist", _folder.Path).Count);
    }

    [Fact]
    public void Idx_LabelsOfOneFileAlone_NamesTheOther()
    {
        _folder.Write("train-images-idx3-ubyte", IdxReaderTests.File(1, 1, 1, [1]));
        _folder.Write("train-labels-idx1-ubyte", LabelFile(1));
        string images = _folder.Write("t10k-images-idx3-ubyte", IdxReaderTests.File(1, 1, 1, [1]));
        Assert.Equal($"{images}: its labels are missing, expected {_folder["t10k-labels-idx1-ubyte"]}[.gz]; fetch that file, or move the images out of the folder",
            Assert.Throws<DatasetException>(() => DatasetCatalog.OpenLabelled("mnist", _folder.Path)).Message);
    }

    [Fact]
    public void WithoutLabels_FindIsNull_AndOpenSaysWhereTheyWouldBe()
    {
        _folder.Write("mnist/train-images-idx3-ubyte", IdxReaderTests.File(1, 1, 1, [1]));
        _folder.Write("png/a.png", PngFolderReaderTests.Coloured(2, 2, (_, _) => SkiaSharp.SKColors.Red));
        foreach ((string name, string why) in new[]
        {
            ("cifar-like", "it has none"),
            ("mnist", "no *labels-idx1-ubyte[.gz] lies beside its images; fetch those files"),
            (_folder["png"], "its images lie in one folder; move those of each class into a folder of its own, which is their label"),
        })
        {
            Assert.Null(DatasetCatalog.FindLabelled(name, _folder.Path));
            Assert.Equal($"--dataset {name}: labels are needed and {why}; or take --dataset cifar-like-classes, which needs no file",
                Assert.Throws<DatasetException>(() => DatasetCatalog.OpenLabelled(name, _folder.Path)).Message);
        }
    }

    // Labels belong to their images: the nearest mean image of a class tells 82% of MNIST's test digits (known of the whole
    // dataset; here 80% or more), and of CIFAR-10, where chance is 10%, more than 20%.
    [Theory]
    [InlineData("mnist", 10, 0.75)]
    [InlineData("cifar10", 10, 0.20)]
    public void RealImages_NearestMeans_TellTheClasses(string name, int classes, double least)
    {
        ILabelledDataset dataset = DatasetCatalog.OpenLabelled(name, SharedData.Folder());
        LabelledSplit split = LabelledSplit.Of(dataset, new() { Training = 2000, HeldOut = 1000 });
        int size = dataset.Channels * dataset.Height * dataset.Width;
        double[][] means = [.. Enumerable.Range(0, classes).Select(_ => new double[size])];
        int[] counts = new int[classes];
        float[] pixels = new float[size];
        foreach (int image in split.Training)
        {
            dataset.Read(image, pixels);
            counts[dataset.LabelOf(image)]++;
            for (int i = 0; i < size; i++) means[dataset.LabelOf(image)][i] += pixels[i];
        }

        int right = split.HeldOut.Count(image =>
        {
            dataset.Read(image, pixels);
            int nearest = Enumerable.Range(0, classes).MinBy(c => means[c].Select((sum, i) => Math.Pow((sum / counts[c]) - pixels[i], 2)).Sum());
            return nearest == dataset.LabelOf(image);
        });
        Assert.Equal(classes, dataset.Classes);
        Assert.InRange(right / (double)split.HeldOut.Count, least, 1);
    }

    [Fact]
    public void SharedCifar10_HasAThousandImagesOfEachClass() => // shared/data/README.md
        Assert.All(ClassCounts.Of(DatasetCatalog.OpenLabelled("cifar10", SharedData.Folder())).Images, count => Assert.Equal(1000, count));

    [Fact]
    public void SharedMnist_KeepsItsTwoThousandTestImages() => // shared/data/README.md
        Assert.Equal(Enumerable.Range(8000, 2000), DatasetCatalog.OpenLabelled("mnist", SharedData.Folder()).TestImages);

    private static int[] Labels(ILabelledDataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(dataset.LabelOf)];

    private static byte[] LabelFile(params byte[] labels)
    {
        byte[] file = [0, 0, 8, 1, 0, 0, 0, 0, .. labels];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), labels.Length);
        return file;
    }
}
