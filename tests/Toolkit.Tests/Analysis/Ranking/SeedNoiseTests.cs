using MomentsDnns.Analysis.Ranking;

namespace MomentsDnns.Toolkit.Tests.Analysis.Ranking;

/// <summary>The share of chance in a measure.</summary>
public sealed class SeedNoiseTests
{
    // Groups (1, 3), (5, 7), (9, 11): variance within 2; means 2, 6, 10, of variance 16, less 2 / 2 for two draws.
    [Fact]
    public void OfThreeNetworks_IsThatByHand()
    {
        SeedNoise noise = SeedNoise.Of([[1, 3], [5, 7], [9, 11], [100]])!;
        Assert.Equal((3, 2, 15), (noise.Networks, noise.Within, noise.Between));
        Assert.Equal(15.0 / 17, noise.Reliability, 12);
    }

    [Fact]
    public void OfDrawsThatAgree_IsNone_AndOfOneNetworkUnknown()
    {
        Assert.Equal(1, SeedNoise.Of([[4, 4, 4], [6, 6, 6]])!.Reliability);
        Assert.Null(SeedNoise.Of([[4, 4, 4], [6]]));
    }
}
