using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Tests.Random;

public class RandomStreamTests
{
    private static RandomStream Open() => new(11, 2, 3, RandomPurpose.Images);

    [Fact]
    public void NextUInt32_FirstWords_AreTheBlocksOfTheKey()
    {
        RandomStream stream = new(0x0123456789ABCDEF, 3, 17, RandomPurpose.Pixels);
        for (uint block = 0; block < 3; block++)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox4x32.Block(block, 6, 17, 3, 0x89ABCDEF, 0x01234567);
            Assert.Equal([x0, x1, x2, x3], [stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32()]);
        }
    }

    [Fact]
    public void NextDouble_ManyNumbers_IsUniform()
    {
        const int count = 1 << 20;
        RandomStream stream = Open();
        double sum = 0, squares = 0;
        for (int i = 0; i < count; i++)
        {
            double u = stream.NextDouble();
            Assert.True(u is > 0 and < 1);
            sum += u;
            squares += u * u;
        }

        // Var u = 1/12, Var u^2 = 1/5 - 1/9 = 4/45.
        Assert.Equal(0.5, sum / count, 4 * Math.Sqrt(1.0 / 12 / count));
        Assert.Equal(1.0 / 3, squares / count, 4 * Math.Sqrt(4.0 / 45 / count));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void NextInt32_SmallRange_IsUniform(int range) => AssertUniform(range, range, value => value);

    // Without rejection 8 words map to 3 numbers as 3 + 3 + 2, and the remainders modulo 3 show it.
    [Fact]
    public void NextInt32_RangeThatDoesNotDivide_HasNoBias() => AssertUniform(3 << 29, 3, value => value % 3);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt32_NoRange_NamesTheParameter(int range) =>
        Assert.Equal("exclusiveMaximum", Assert.Throws<ArgumentOutOfRangeException>(() => Open().NextInt32(range)).ParamName);

    // Chi-square has mean k - 1 and variance 2 (k - 1).
    private static void AssertUniform(int range, int cells, Func<int, int> cellOf)
    {
        const int count = 1 << 20;
        RandomStream stream = Open();
        int[] counts = new int[cells];
        for (int i = 0; i < count; i++) counts[cellOf(stream.NextInt32(range))]++;
        double expected = (double)count / cells;
        double chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        Assert.True(chiSquare < cells - 1 + 5 * Math.Sqrt(2 * (cells - 1)), $"chi-square {chiSquare}, {cells - 1} degrees");
    }
}
