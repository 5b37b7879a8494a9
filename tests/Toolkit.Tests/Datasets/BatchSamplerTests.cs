using MomentsDnns.Architectures.Random;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class BatchSamplerTests
{
    [Theory]
    [InlineData(64, 1_000_000)]
    [InlineData(64, 100)]
    [InlineData(1, 1)]
    public void Draw_AnyBatch_IsDistinctAndInRange(int batch, int count)
    {
        BatchSampler sampler = new(Images(count), batch);
        for (int simulation = 0; simulation < 50; simulation++)
        {
            int[] indices = sampler.Draw(Stream(simulation));
            Assert.Equal(batch, indices.Distinct().Count());
            Assert.All(indices, i => Assert.InRange(i, 0, count - 1));
        }
    }

    [Fact]
    public void Draw_WholeDataset_IsAPermutation() =>
        Assert.Equal(Enumerable.Range(0, 37), new BatchSampler(Images(37), 37).Draw(Stream(0)).Order());

    [Fact]
    public void Draw_TwoOfFour_EverySequenceIsEquallyLikely()
    {
        // 12 ordered pairs; 12,000 draws give each 1,000 with a standard deviation of sqrt(12000 * 11) / 12 = 30.3.
        BatchSampler sampler = new(Images(4), 2);
        RandomStream stream = Stream(0);
        Dictionary<(int, int), int> counts = [];
        for (int i = 0; i < 12_000; i++)
        {
            int[] pair = sampler.Draw(stream);
            counts[(pair[0], pair[1])] = counts.GetValueOrDefault((pair[0], pair[1])) + 1;
        }

        Assert.Equal(12, counts.Count);
        Assert.All(counts.Values, n => Assert.InRange(n, 1000 - 121, 1000 + 121)); // 4 standard deviations
    }

    [Fact]
    public void Draw_SameKey_SameIndicesAndOtherKeyOthers()
    {
        BatchSampler sampler = new(Images(1_000_000), 64);
        Assert.Equal(sampler.Draw(Stream(3)), sampler.Draw(Stream(3)));
        Assert.NotEqual(sampler.Draw(Stream(3)), sampler.Draw(Stream(4)));
    }

    [Fact]
    public void Draw_MillionImages_AllocatesByBatchOnly()
    {
        BatchSampler sampler = new(Images(1_000_000), 64);
        sampler.Draw(Stream(0));
        RandomStream stream = Stream(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        sampler.Draw(stream);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_384); // an array of all indices is 4 MB
    }

    [Fact]
    public void Read_Batch_IsImagesInOrder()
    {
        BatchSampler sampler = new(Images(10), 3);
        float[] batch = new float[sampler.ValueCount];
        sampler.Read([7, 0, 2], batch);
        Assert.Equal([7, 7, 0, 0, 2, 2], batch);
        Assert.Throws<ArgumentException>(() => sampler.Read([7, 0], batch));
    }

    [Fact]
    public void Constructor_BatchAboveCount_NamesOptionValueRuleRemedy()
    {
        string expected = "BatchSize 65: must be at most 64, the images of made, since a batch holds distinct images; "
            + "take 64 or fewer, or a larger dataset";
        Assert.Equal(expected, BatchSampler.Validate(Images(64), 65)!.ToString());
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSampler(Images(64), 65)).Message,
            StringComparison.Ordinal);
        Assert.Equal("BatchSize 0: must be at least 1; take 64, the default", BatchSampler.Validate(Images(64), 0)!.ToString());
        Assert.Null(BatchSampler.Validate(Images(64), 64));
    }

    private static RandomStream Stream(int simulation) => new(11, simulation, 0, RandomPurpose.Images);

    private static MadeDataset Images(int count) => new(count, 1, 1, 2, (image, _, _, _) => image);
}
