using MomentsDnns.Models.NasBench;

namespace MomentsDnns.Models.Tests.NasBench;

/// <summary>Cells in their two written forms.</summary>
public sealed class NasCellTests
{
    // The benchmark's own example string; its encoding by NASLib's order of edges, (1,2), (1,3), (1,4), (2,3), (2,4), (3,4).
    [Theory]
    [InlineData("(2,4,0,3,1,2)", "|nor_conv_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    [InlineData("(0,1,2,3,4,0)", "|skip_connect~0|+|none~0|nor_conv_1x1~1|+|nor_conv_3x3~0|avg_pool_3x3~1|skip_connect~2|")]
    public void Parse_OfEitherForm_GivesBoth(string encoding, string text)
    {
        foreach (string form in new[] { encoding, text, encoding.Replace(",", ", ", StringComparison.Ordinal) })
        {
            NasCell cell = Assert.IsType<NasCell>(NasCell.Parse(form));
            Assert.Equal((encoding, text), (cell.Encoding, cell.Text));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("(1,2,3)")]
    [InlineData("(0,1,2,3,4,5)")]
    [InlineData("(0,1,2,3,4,-1)")]
    [InlineData("(0,1,2,3,4,0")]
    [InlineData("|nor_conv_3x3~0|+|none~0|none~1|")]
    [InlineData("|nor_conv_3x3~1|+|none~0|none~1|+|none~0|none~1|none~2|")]
    [InlineData("|nor_conv_5x5~0|+|none~0|none~1|+|none~0|none~1|none~2|")]
    public void Parse_OfWhatIsNoCell_IsNull(string text) => Assert.Null(NasCell.Parse(text));

    [Fact]
    public void Edges_AreBetweenTheNodesThatTheOrderSays()
    {
        NasCell cell = NasCell.Parse("(0,1,2,3,4,0)")!;
        Assert.Equal((NasOperation.Skip, NasOperation.None, NasOperation.Convolution3), (cell[1, 2], cell[1, 3], cell[1, 4]));
        Assert.Equal((NasOperation.Convolution1, NasOperation.AveragePool, NasOperation.Skip), (cell[2, 3], cell[2, 4], cell[3, 4]));
    }
}
