using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class LabelledImagesTests
{
    [Fact]
    public void OtherFormsOfTheImages_HaveTheirLabels()
    {
        LabelledImages images = LabelledMadeImages.Of([2, 0, 1], 3, [2], ["a", "b", "c"]);
        LabelledImages larger = new(new FittedDataset(images, 3, 4, 4), images);

        Assert.Equal((3, 4, 4), (larger.Channels, larger.Height, larger.Width));
        Assert.Equal([2, 0, 1], Enumerable.Range(0, 3).Select(larger.LabelOf));
        Assert.Equal([2], larger.TestImages);
        Assert.Equal(["a", "b", "c"], larger.ClassNames!);
        Assert.Equal((images.Fingerprint, images.LabelFingerprint), (larger.Fingerprint, larger.LabelFingerprint));
        float[] pixels = new float[48];
        larger.Read(1, pixels);
        Assert.All(pixels, value => Assert.Equal(1f, value));
    }

    [Fact]
    public void LabelFingerprint_KnowsLabelsTheirOrderAndTheirNumber()
    {
        string[] prints = [.. new[] { (new[] { 0, 1, 1 }, 2), ([1, 0, 1], 2), ([0, 1, 1], 3) }.Select(l => LabelledMadeImages.Of(l.Item1, l.Item2).LabelFingerprint)];
        Assert.Equal(3, prints.Distinct().Count());
        Assert.Equal(prints[0], LabelledMadeImages.Of([0, 1, 1], 2, [1], ["x", "y"]).LabelFingerprint);
    }

    [Fact]
    public void WhatDoesNotFit_IsRefused()
    {
        MadeDataset images = new(3, 1, 1, 1, (_, _, _, _) => 0);
        Assert.StartsWith("holds 2 labels, made has 3 images;", Assert.Throws<ArgumentException>(() => new LabelledImages(images, [0, 1], 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("holds 2 for image 1, the 2 classes are from 0 to 1;", Assert.Throws<ArgumentException>(() => new LabelledImages(images, [0, 2, 1], 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("holds 1 names for 2 classes;", Assert.Throws<ArgumentException>(() => new LabelledImages(images, [0, 1, 1], 2, ["a"])).Message, StringComparison.Ordinal);
        foreach (int[] tests in (int[][])[[1, 1], [2, 1], [3], [-1]])
            Assert.StartsWith("must be ascending, from 0 to 2;", Assert.Throws<ArgumentException>(() => new LabelledImages(images, [0, 1, 1], 2, null, tests)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LabelledImages(images, LabelledMadeImages.Of([0, 1], 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelledImages(images, [0, 1, 1], 2).LabelOf(3));
    }

    [Fact]
    public void ClassCounts_CountImagesAndTestImages_AndShowNamesInOneLine()
    {
        ClassCounts counts = ClassCounts.Of(LabelledMadeImages.Of([0, 1, 0, 0, 1], 3, [3, 4], ["a\nb", "c", "d"]));
        Assert.Equal([3, 2, 0], counts.Images);
        Assert.Equal([1, 1, 0], counts.TestImages);
        Assert.Equal([@"a\nb", "c", "d"], counts.Names);
        Assert.Equal(["0", "1"], ClassCounts.Of(LabelledMadeImages.Of([0, 1], 2)).Names);
    }
}
