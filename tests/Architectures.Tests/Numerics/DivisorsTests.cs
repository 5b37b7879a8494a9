using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Tests.Numerics;

public sealed class DivisorsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(36)] // a square: its root once
    [InlineData(97)]
    [InlineData(500)]
    public void Of_SmallNumber_IsWhatDividesIt(int number) =>
        Assert.Equal(Enumerable.Range(1, number).Where(d => number % d == 0), Divisors.Of(number));

    [Fact]
    public void Of_LargestNumber_IsFoundAtOnce() => Assert.Equal([1, int.MaxValue], Divisors.Of(int.MaxValue)); // a prime, 2^31 - 1
}
