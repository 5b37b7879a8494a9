using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Results;

public sealed class MarkdownTableTests
{
    [Fact]
    public void Of_CellsWithBarsAndLineBreaks_KeepsColumnsAndRows() =>
        Assert.Equal("| a | b\\|c |\n| --- | --- |\n| \\|x\\| | two lines |\n", MarkdownTable.Of(["a", "b|c"], [["|x|", "two\nlines"]]));
}
