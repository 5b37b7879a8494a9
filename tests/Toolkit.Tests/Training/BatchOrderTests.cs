using MomentsDnns.Training;

namespace MomentsDnns.Toolkit.Tests.Training;

public sealed class BatchOrderTests
{
    [Fact]
    public void BatchOf_AnEpoch_HasEachImageOnceAtMostAndOtherOrdersNext()
    {
        BatchOrder order = new(23, 5, 3, 0);
        Assert.Equal(4, order.BatchesPerEpoch);
        long[][] epochs = [.. Enumerable.Range(0, 3).Select(epoch => Enumerable.Range(4 * epoch, 4).SelectMany(step => order.BatchOf(step).ToArray()).ToArray())];
        foreach (long[] epoch in epochs)
        {
            Assert.Equal(20, epoch.Distinct().Count());
            Assert.All(epoch, index => Assert.InRange(index, 0, 22));
        }

        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
    }

    // In any order of asking: the batch follows from the step alone.
    [Fact]
    public void BatchOf_AStep_DoesNotDependOnEarlierCalls()
    {
        BatchOrder one = new(23, 5, 3, 1), other = new(23, 5, 3, 1);
        long[] late = one.BatchOf(9).ToArray();
        for (int step = 0; step < 9; step++) other.BatchOf(step);
        Assert.Equal(late, other.BatchOf(9).ToArray());
        Assert.NotEqual(late, new BatchOrder(23, 5, 3, 2).BatchOf(9).ToArray());
        Assert.NotEqual(late, new BatchOrder(23, 5, 4, 1).BatchOf(9).ToArray());
    }

    // 6000 epochs of 4 images: each of the 24 orders 250 times, chi^2 of 23 degrees of freedom below its 99.99th percentile, 60.
    [Fact]
    public void Orders_AreEquallyLikely()
    {
        BatchOrder order = new(4, 4, 11, 0);
        double[] counts = [.. Enumerable.Range(0, 6000).Select(step => string.Join(' ', order.BatchOf(step).ToArray())).GroupBy(text => text).Select(group => (double)group.Count())];
        Assert.Equal(24, counts.Length);
        Assert.InRange(counts.Sum(count => (count - 250) * (count - 250) / 250), 0, 60);
    }
}
