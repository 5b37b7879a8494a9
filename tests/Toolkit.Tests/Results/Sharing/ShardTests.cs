using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Toolkit.Tests.Results.Sharing;

public sealed class ShardTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(10, 3, 0)]
    [InlineData(10, 3, 7)]
    [InlineData(3, 8, 5)]
    [InlineData(1_000_000, 999, 123_456)]
    [InlineData(2, 1_000_000, 3)]
    public void Of_AllShards_IsEachSimulationOnce(int simulations, int count, int turn)
    {
        IEnumerable<int> all = Enumerable.Range(1, count).SelectMany(number => new Shard(number, count).Of(simulations, turn));

        Assert.Equal(Enumerable.Range(0, simulations), all.Order());
    }

    [Fact]
    public void Of_Sizes_DifferByOneAtMost()
    {
        int[] sizes = [.. Enumerable.Range(1, 7).Select(number => new Shard(number, 7).Of(100).Count())];

        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
    }

    [Fact]
    public void Of_FewerSimulationsThanShards_TurnsGiveThemToOthers()
    {
        HashSet<int> busy = [];
        for (int turn = 0; turn < 8; turn++)
        {
            busy.UnionWith(Enumerable.Range(1, 8).Where(number => new Shard(number, 8).Of(1, turn).Any()));
            Assert.Equal(turn + 1, busy.Count);
        }
    }

    [Theory]
    [InlineData("3/8", 3, 8)]
    [InlineData("1/1", 1, 1)]
    public void Parse_Share_IsIt(string text, int number, int count)
    {
        Assert.Equal(new Shard(number, count), Shard.Parse(text));
        Assert.Equal(text, new Shard(number, count).ToString());
    }

    [Theory]
    [InlineData("0/8")]
    [InlineData("9/8")]
    [InlineData("3")]
    [InlineData("3/8/2")]
    [InlineData("-1/8")]
    [InlineData("1/1000001")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Parse_Else_IsNone(string text) => Assert.Null(Shard.Parse(text));
}
