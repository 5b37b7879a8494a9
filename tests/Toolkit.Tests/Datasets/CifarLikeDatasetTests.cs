using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class CifarLikeDatasetTests
{
    private static readonly CifarLikeDataset Dataset = new();

    [Fact]
    public void Measure_ThousandImages_IsNearCifar10()
    {
        // Expected: CIFAR-10 as measured on 10,000 training images (data/README.md). Within 15%, the kurtosis of
        // differences, a fourth moment of heavy tails, within 30%.
        DatasetStatistics s = DatasetStatistics.Measure(Dataset, 1000);
        Near([.492, .482, .447], s.ChannelMeans);
        Near([.246, .243, .260], s.ChannelStandardDeviations);
        Near([2.25, 2.25, 2.25], s.ChannelKurtoses);
        Near([.92, .91, .80], [s.RedGreenCorrelation!.Value, s.GreenBlueCorrelation!.Value, s.RedBlueCorrelation!.Value]);
        Near([.83, .29, -3.3], [s.MeanAbsoluteValue, s.ImageMeanShare, s.SpectrumSlope!.Value]);
        Near([.93, .70, .42],
            [s.NeighbourCorrelation1!.Value, s.NeighbourCorrelation4!.Value, s.NeighbourCorrelation16!.Value]);
        Near([.37], [s.DifferenceStandardDeviation!.Value]);
        Near([9.0], [s.DifferenceKurtosis!.Value], 0.30);
        Near([3.7, 3.9, 1.09], [s.EffectiveRank64!.Value, s.EffectiveRank512!.Value, s.ChannelEffectiveRank!.Value]);
    }

    [Fact]
    public void Read_AnyImage_IsWithinZeroAndOneAndVaries()
    {
        float[] pixels = new float[3072];
        foreach (int index in Enumerable.Range(0, 300).Append(999_999))
        {
            Dataset.Read(index, pixels);
            Assert.All(pixels, p => Assert.InRange(p, 0f, 1f));
            Assert.True(pixels.Max() - pixels.Min() > 0.02f, $"image {index} is flat");
        }
    }

    [Fact]
    public async Task Read_AnyOrderAndThread_GivesTheSameBits()
    {
        string inOrder = Hash(Enumerable.Range(100, 50));
        Hash(Enumerable.Range(7, 20)); // whatever was read before leaves no trace
        string[] elsewhere = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Hash(Enumerable.Range(100, 50)), TestContext.Current.CancellationToken)));
        Assert.All(elsewhere, hash => Assert.Equal(inOrder, hash));
    }

    [Fact]
    public void Read_DifferentIndices_GiveDifferentImages() =>
        Assert.Equal(500, Enumerable.Range(0, 500).Select(i => Hash([i])).Distinct().Count());

    [Fact]
    public void Fingerprint_VersionOne_PinsTheBits()
    {
        // When this hash changes, the version in the fingerprint must.
        Assert.Equal("cifar-like:1", Dataset.Fingerprint);
        Assert.Equal("8a07345774b858a2", Hash([0, 1, 2, 1000, 999_999]));
    }

    [Fact]
    public void Read_OutsideTheDataset_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Read(1_000_000, new float[3072]));
        Assert.Throws<ArgumentException>(() => Dataset.Read(0, new float[1024]));
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
