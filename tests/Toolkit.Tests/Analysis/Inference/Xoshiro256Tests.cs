using MathNet.Numerics.Random;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Toolkit.Tests.Analysis.Inference;

public sealed class Xoshiro256Tests
{
    /// <summary>The same numbers as Math.NET's generator, which the resamples of earlier versions came from.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(1025)]
    public void Next_AnyRange_IsMathNets(int exclusiveMaximum)
    {
        Xoshiro256StarStar expected = new(20190611);
        Xoshiro256 random = new(20190611);

        for (int i = 0; i < 500; i++) Assert.Equal(expected.Next(exclusiveMaximum), random.Next(exclusiveMaximum));
    }
}
