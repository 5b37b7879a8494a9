using System.Text;
using MomentsDnns.Models.NasBench;
using MomentsDnns.Ranking;

namespace MomentsDnns.Models.Tests.NasBench;

/// <summary>Tables of networks with accuracies.</summary>
public sealed class NasBenchListTests
{
    private const string Table = "arch,cifar10,cifar100\n\"(0, 1, 2, 3, 4, 0)\",91.5,70\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,10,1\n";

    [Fact]
    public void Read_GivesCellsAndAccuracies_InTheOrderOfTheFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("list.csv", Encoding.UTF8.GetBytes(Table));
        Assert.Equal([("(0,1,2,3,4,0)", 91.5), ("(1,1,1,1,1,1)", 10)], NasBenchList.Read(path, null, 10).Select(n => (n.Name, n.Accuracy)));
        IReadOnlyList<RankedNetwork> other = NasBenchList.Read(path, "cifar100", 10);
        Assert.Equal([70, 1], other.Select(n => n.Accuracy));
        Assert.Equal("nasbench201:(0,1,2,3,4,0)", other[0].Model.Name);
    }

    [Theory]
    [InlineData("cifar10", "a,cifar10\n", "its first line names no column arch")]
    [InlineData("imagenet", Table, "has no column imagenet; take one of cifar10, cifar100")]
    [InlineData("arch", Table, "has no column arch; take one of cifar10, cifar100")]
    [InlineData(null, "arch,x\n", "holds no network")]
    [InlineData(null, "arch,x\n\"(0,1)\",5\n", "line 2: (0,1) is no cell")]
    [InlineData(null, "arch,x\n\"(0,1,2,3,4,0)\",101\n", "line 2: 101 is no accuracy; write percent, from 0 to 100")]
    [InlineData(null, "arch,x\n\"(0,1,2,3,4,0)\",NaN\n", "line 2: NaN is no accuracy")]
    [InlineData(null, "arch,x\n\"(0,1,2,3,4,0)\"\n", "line 2: has 1 cells, the header 2")]
    [InlineData(null, "arch,x\n\"(0,1,2,3,4,0)\",5\n\"(0,1,2,3,4,0)\",6\n", "line 3: (0,1,2,3,4,0) stands there twice")]
    public void Read_OfAnotherTable_SaysWhere(string? column, string text, string said)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("list.csv", Encoding.UTF8.GetBytes(text));
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => NasBenchList.Read(path, column, 10));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
