using CsCheck;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class LabelledSplitTests
{
    // Classes of any sizes in any order: nothing is lost or in both parts, and each class keeps its share to within one image.
    [Fact]
    public void Of_AnyClasses_PartsAreDisjointWholeAndStratified() =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[10, 60], Gen.Double[0.2, 0.8], Gen.ULong).Sample((classes, each, share, seed) =>
        {
            int[] labels = [.. Enumerable.Range(0, classes).SelectMany(c => Enumerable.Repeat(c, each + (7 * c))).OrderBy(c => (c + 3) * 31 % 7)];
            LabelledImages images = LabelledMadeImages.Of(labels, classes);
            LabelledSplit split = LabelledSplit.Of(images, new() { HeldOutShare = share, Seed = seed });

            Assert.Equal(Enumerable.Range(0, labels.Length), split.Training.Concat(split.HeldOut).Order());
            Assert.Equal(split.Training.Order(), split.Training);
            Assert.Equal(split.HeldOut.Order(), split.HeldOut);
            Assert.Equal(share * labels.Length, split.HeldOut.Count, 0.5 + 1e-9);
            for (int c = 0; c < classes; c++)
                Assert.InRange(split.HeldOut.Count(i => labels[i] == c) - (share * (each + (7 * c))), -1.5, 1.5);
        }, iter: 50);

    [Fact]
    public void Of_OwnTestImages_AreHeldOutWhateverTheShareAndSeed()
    {
        LabelledImages images = LabelledMadeImages.Of([0, 1, 0, 1, 0, 1, 0, 1], 2, [2, 3, 7]);
        foreach (ulong seed in (ulong[])[0, 5])
        {
            LabelledSplit split = LabelledSplit.Of(images, new() { HeldOutShare = 0.01, Seed = seed });
            Assert.Equal([2, 3, 7], split.HeldOut);
            Assert.Equal([0, 1, 4, 5, 6], split.Training);
        }
    }

    // Largest remainders by hand: 10 of 50, 30 and 20 images are 5, 3 and 2; 7 are 3.5, 2.1 and 1.4, so that the first gets one more.
    [Theory]
    [InlineData(10, 5, 3, 2)]
    [InlineData(7, 4, 2, 1)]
    public void Of_Counts_DivideByLargestRemainders(int count, int first, int second, int third)
    {
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2)];
        LabelledSplit split = LabelledSplit.Of(LabelledMadeImages.Of(labels, 3), new() { HeldOutShare = 0.5, Training = count, HeldOut = count });
        foreach (IReadOnlyList<int> part in (IReadOnlyList<int>[])[split.Training, split.HeldOut])
            Assert.Equal([first, second, third], Enumerable.Range(0, 3).Select(c => part.Count(i => labels[i] == c)));
        Assert.Empty(split.Training.Intersect(split.HeldOut));
    }

    [Fact]
    public void Of_EqualSeeds_AreEqual_OthersDiffer_AndFewerAreAmongMore()
    {
        CifarLikeClassesDataset images = new();
        LabelledSplit Split(ulong seed, int count) => LabelledSplit.Of(images, new() { Training = count, HeldOut = 80, Seed = seed });
        LabelledSplit split = Split(1, 800), smaller = Split(1, 80);
        Assert.Equal(split.Training, Split(1, 800).Training);
        Assert.Equal(split.HeldOut, smaller.HeldOut);
        Assert.Empty(smaller.Training.Except(split.Training));
        Assert.NotEqual(split.Training, Split(2, 800).Training);
        // Of 1,000,000 images a draw of 800 takes the mean index 500,000 to within 289,000 / sqrt(800) = 10,200: four of these.
        Assert.InRange(split.Training.Average(), 459_000, 541_000);
    }

    [Fact]
    public void Of_PinnedDraw_IsThatOfEveryMachine() =>
        Assert.Equal([3, 7, 8, 14], LabelledSplit.Of(LabelledMadeImages.Of([.. Enumerable.Range(0, 20).Select(i => i % 2)], 2), new() { Seed = 3 }).HeldOut);

    public static TheoryData<int[], int, int[]?, SplitOptions, string> Refused => new()
    {
        { [0, 0, 1], 2, null, new(), "Dataset made: has 1 image(s) of class 1, a split needs 2 of each class: one to train on, one held out; add images, or leave the class out" },
        { [0, 0, 0], 1, null, new(), "Dataset made: has 1 class, to tell classes apart takes 2 or more; add another class" },
        { [0, 1, 0], 2, [2], new(), "Dataset made: has no test image of class 1; add images, or leave the class out" },
        { [0, 1, 0], 2, [1, 2], new(), "Dataset made: has no training image of class 1; add images, or leave the class out" },
        { [0, 0, 0, 0, 0, 0, 0, 1, 1], 2, null, new() { HeldOutShare = 0.1 }, "HeldOutShare 0.1: leaves no held-out image of class 1, which has 2; take a larger share, or add images" },
        { [0, 0, 1, 1], 2, null, new() { HeldOutShare = 0.9 }, "HeldOutShare 0.9: leaves no training image of class 0, which has 2; take a smaller share, or add images" },
        { [0, 0, 1, 1], 2, null, new() { HeldOutShare = double.NaN }, "HeldOutShare NaN: must be above 0 and below 1; take 0.2, the default" },
        { [0, 0, 1, 1], 2, null, new() { HeldOutShare = 0.5, Training = 3 }, "Training 3: must be at most 2: made has no more images to train on; take 2 or fewer" },
        { [0, 0, 1, 1], 2, null, new() { HeldOutShare = 0.5, Training = 0 }, "Training 0: must be at least 1; leave it out for all images there are" },
        { [0, 0, 0, 0, 0, 0, 1, 1], 2, null, new() { HeldOutShare = 0.5, HeldOut = 1 }, "HeldOut 1: leaves no image of class 1, which has 1 of 4; take 4 or more" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Of_WhatLeavesAClassEmpty_IsOneLine(int[] labels, int classes, int[]? tests, SplitOptions options, string expected)
    {
        OptionException error = Assert.Throws<OptionException>(() => LabelledSplit.Of(LabelledMadeImages.Of(labels, classes, tests), options));
        Assert.Equal(expected, Assert.Single(error.Faults).ToString());
    }
}
