using MathNet.Numerics.Distributions;
using MomentsDnns.Reproduction.Claims;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class ShareBoundTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(59)]
    [InlineData(300)]
    public void Lower_WithoutException_IsTheRootOfChance(int nets) => Assert.Equal(Math.Pow(0.05, 1.0 / nets), ShareBound.Lower(nets, nets, 0.95), 1e-9);

    // By definition: at the bound, so many or more are seen with probability 5%.
    [Theory]
    [InlineData(55, 60)]
    [InlineData(3, 10)]
    public void Bounds_LeaveFivePercent(int seen, int nets)
    {
        Assert.Equal(0.95, new Binomial(ShareBound.Lower(seen, nets, 0.95), nets).CumulativeDistribution(seen - 1), 1e-6);
        Assert.Equal(0.05, new Binomial(ShareBound.Upper(seen, nets, 0.95), nets).CumulativeDistribution(seen), 1e-6);
    }
}
