using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class CifarLikeClassesDatasetTests
{
    private static readonly CifarLikeClassesDataset Dataset = new();

    [Fact]
    public void Classes_AreEightOfOneSize_NamedByTheirDirection()
    {
        Assert.Equal(8, Dataset.Classes);
        Assert.All(ClassCounts.Of(Dataset).Images, count => Assert.Equal(125_000, count));
        Assert.All(Enumerable.Range(0, 50), block =>
            Assert.Equal(Enumerable.Range(0, 8), Enumerable.Range(8 * block, 8).Select(Dataset.LabelOf).Order()));
        Assert.Equal(("117 degrees", 8), (Dataset.ClassNames[5], Dataset.ClassNames.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.LabelOf(1_000_000));
    }

    // Images at regular distances, as statistics are taken of, are of all classes: 125 of each of 1,000, give or take 4 sqrt(109).
    [Fact]
    public void LabelOf_RegularDistances_MeetsEveryClass()
    {
        foreach (int distance in (int[])[1000, 8, 64])
        {
            int[] labels = [.. Enumerable.Range(0, 1000).Select(i => Dataset.LabelOf(i * distance))];
            Assert.All(Enumerable.Range(0, 8), c => Assert.InRange(labels.Count(label => label == c), 83, 167));
        }
    }

    [Fact]
    public void Measure_ThousandImages_IsNearCifar10()
    {
        // Expected: CIFAR-10 as measured on 10,000 training images (data/README.md). Within 15%, the kurtosis of
        // differences, a fourth moment of heavy tails, within 30%.
        DatasetStatistics s = DatasetStatistics.Measure(Dataset, 1000);
        Near([.492, .482, .447], s.ChannelMeans);
        Near([.246, .243, .260], s.ChannelStandardDeviations);
        Near([.92, .91, .80], [s.RedGreenCorrelation!.Value, s.GreenBlueCorrelation!.Value, s.RedBlueCorrelation!.Value]);
        Near([.83, .29, -3.3], [s.MeanAbsoluteValue, s.ImageMeanShare, s.SpectrumSlope!.Value]);
        Near([.93, .70, .42],
            [s.NeighbourCorrelation1!.Value, s.NeighbourCorrelation4!.Value, s.NeighbourCorrelation16!.Value]);
        Near([.37], [s.DifferenceStandardDeviation!.Value]);
        Near([9.0], [s.DifferenceKurtosis!.Value], 0.30);
        Near([3.7, 3.9, 1.09], [s.EffectiveRank64!.Value, s.EffectiveRank512!.Value, s.ChannelEffectiveRank!.Value]);
    }

    // Along its direction a grain changes slowly, across it fast: of cells 3 or so apart, those along are the most alike.
    [Fact]
    public void Grain_IsMostAlikeAlongItsOwnDirection()
    {
        (int Column, int Row)[] steps = [(4, 0), (4, -2), (3, -3), (2, -4), (0, 4), (2, 4), (3, 3), (4, 2)];
        for (int direction = 0; direction < LeafGrain.Directions; direction++)
        {
            float[] cells = LeafGrain.Of(direction).Cells;
            double[] alike = [.. steps.Select(step => Enumerable.Range(0, cells.Length).Average(i =>
                cells[i] * (double)cells[(((i / 256) + step.Row) & 255) * 256 + ((i + step.Column) & 255)]))];
            Assert.Equal(direction, Array.IndexOf(alike, alike.Max()));
            Assert.InRange(alike.Max(), 0.6, 1);
            double degrees = Math.Atan2(-steps[direction].Row, steps[direction].Column) * 180 / Math.PI;
            Assert.Equal(LeafGrain.DegreesOf(direction), (degrees + 180) % 180, 0.6);
        }
    }

    // The mean images of two classes differ by no more than those of one: each pixel's mean over n images has the variance s^2 / n.
    [Fact]
    public void MeanImages_OfAllClasses_AreOne()
    {
        const int each = 150;
        double[][] sums = [.. Enumerable.Range(0, 8).Select(_ => new double[3072])];
        double[] squares = new double[3072];
        float[] pixels = new float[3072];
        for (int index = 0; index < 8 * each; index++)
        {
            Dataset.Read(index, pixels);
            for (int i = 0; i < pixels.Length; i++)
            {
                sums[Dataset.LabelOf(index)][i] += pixels[i];
                squares[i] += pixels[i] * (double)pixels[i];
            }
        }

        // F of a one-way analysis of variance, averaged over pixels: 1 without differences. Pixels of an image go together, as if some
        // 20 of them were independent: the mean of F has a standard error of sqrt(2/7/20) = 0.12.
        double f = Enumerable.Range(0, 3072).Average(i =>
        {
            double mean = sums.Sum(s => s[i]) / (8 * each), between = sums.Sum(s => each * Math.Pow((s[i] / each) - mean, 2)) / 7;
            double within = (squares[i] - sums.Sum(s => s[i] * s[i] / each)) / (8 * (each - 1));
            return between / within;
        });
        Assert.InRange(f, 0.6, 1.4);
    }

    [Fact]
    public void Fingerprint_VersionOne_PinsTheBits()
    {
        // When this hash changes, the version in the fingerprint must.
        Assert.Equal(("cifar-like-classes:1", "cifar-like-classes:1"), (Dataset.Fingerprint, Dataset.LabelFingerprint));
        Assert.Equal([4, 0, 3, 5, 7, 2, 1, 6, 4, 0, 1, 3, 7, 2, 5, 6], Enumerable.Range(0, 16).Select(Dataset.LabelOf));
        Assert.Equal("d0dce8c97e352ee1", Hash([0, 1, 2, 3, 4, 5, 6, 7, 1000, 999_999]));
    }

    [Fact]
    public async Task Read_AnyOrderAndThread_GivesTheSameBits()
    {
        string inOrder = Hash(Enumerable.Range(100, 20));
        Hash(Enumerable.Range(7, 20)); // whatever was read before leaves no trace
        string[] elsewhere = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Hash(Enumerable.Range(100, 20)), TestContext.Current.CancellationToken)));
        Assert.All(elsewhere, hash => Assert.Equal(inOrder, hash));
    }

    private static void Near(double[] expected, IReadOnlyList<double> measured, double tolerance = 0.15)
    {
        Assert.Equal(expected.Length, measured.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], measured[i], tolerance * Math.Abs(expected[i]));
    }

    private static string Hash(IEnumerable<int> indices)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        float[] pixels = new float[3072];
        foreach (int index in indices)
        {
            Dataset.Read(index, pixels);
            hash.AppendData(MemoryMarshal.AsBytes<float>(pixels));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
