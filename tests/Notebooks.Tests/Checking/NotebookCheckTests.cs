using MomentsDnns.Notebooks.Checking;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Tests.Checking;

public sealed class NotebookCheckTests
{
    [Theory]
    [InlineData("chi 1.2345", "chi 1.2346")] // one unit of the last digit
    [InlineData("chi 1.23E+14", "chi 1.24E+14")]
    [InlineData("chi 123456", "chi 123457")] // 8e-6 of it
    [InlineData("a  -0.5 ± 0.01", "a    -0.5 ± 0.01")] // columns may be wider
    [InlineData("mu_2 −3.01", "mu_2 −3.02")]
    public void CompareText_WithinTolerance_Agrees(string stored, string rerun) => Assert.Empty(NotebookCheck.CompareText(stored, rerun, CheckTolerance.Default));

    [Theory]
    [InlineData("chi 1.2345", "chi 1.2365", "1.2365, stored 1.2345")]
    [InlineData("8 simulations", "9 simulations", "9, stored 8")]
    [InlineData("x 0.5", "x -0.5", "-0.5, stored 0.5")]
    [InlineData("sensitivity absent 0.5", "sensitivity present 0.5", "\"present\", stored \"absent\"")]
    [InlineData("mu_2 1.0", "mu_4 1.0", "\"mu_4\", stored \"mu_2\"")]
    [InlineData("chi 3.1", "chi NaN", "\"NaN\", stored \"3.1\"")]
    [InlineData("1.5 2.5", "1.5", "1 words and numbers, 2 stored")]
    public void CompareText_Beyond_SaysWhat(string stored, string rerun, string what) => Assert.Equal([what], NotebookCheck.CompareText(stored, rerun, CheckTolerance.Default));

    [Theory]
    [InlineData(0.1, 0, true)]
    [InlineData(0, 5.1, true)]
    [InlineData(0, 4, false)]
    public void CompareText_WiderTolerance_IsHeld(double relative, double absolute, bool agrees) =>
        Assert.Equal(agrees, !NotebookCheck.CompareText("100", "105", new(relative, absolute)).Any());

    [Theory]
    [InlineData("chi 3.00 ± 0.10 at 4", "chi 3.40 ± 0.10 at 4", 3, true)] // 2.8 joint errors
    [InlineData("chi 3.00 ± 0.10 at 4", "chi 3.40 ± 0.10 at 4", 2, false)]
    [InlineData("chi 3.00 ± 0.10 at 4", "chi 3.00 ± 0.29 at 4", 3, true)]
    [InlineData("chi 3.00 ± 0.10 at 4", "chi 3.00 ± 0.33 at 4", 3, false)]
    [InlineData("chi 3.00 ± 0.10 at 4", "chi 3.00 ± 0.20 at 4", 0, false)]
    [InlineData("chi 3.00 ± 0.10 at 4", "chi 3.00 ± 0.10 at 5", 3, false)]
    [InlineData("chi 3.00", "chi 3.40", 3, false)]
    public void CompareText_MeansWithErrors_AgreeWithinThem(string stored, string rerun, double errors, bool agrees) =>
        Assert.Equal(agrees, !NotebookCheck.CompareText(stored, rerun, CheckTolerance.Default with { StandardErrors = errors }).Any());

    [Fact]
    public void Differences_ChangedNumber_IsFoundInItsCell()
    {
        NotebookDocument stored = Sample.Of("a", "b"), rerun = Sample.Of("a", "b");
        Fill(stored, "chi 3.10");
        Fill(rerun, "chi 3.20");

        Assert.Equal(["cell 2, output 1: 3.20, stored 3.10"], NotebookCheck.Differences(stored, rerun, CheckTolerance.Default).Select(d => $"{d}"));
        Assert.Empty(NotebookCheck.Differences(stored, stored.Copy(), CheckTolerance.Default));
    }

    [Fact]
    public void Differences_MissingPictureOrOutput_IsFound()
    {
        NotebookDocument stored = Sample.Of("a"), rerun = Sample.Of("a");
        stored.Cells[0].SetResult(1, [new DisplayOutput(new("f") { Png = [1] }, null), new StreamOutput("stdout", "x")], TimeSpan.Zero);
        rerun.Cells[0].SetResult(1, [new DisplayOutput(new("f"), null)], TimeSpan.Zero);

        Assert.Equal(["cell 1, output 2: 1 outputs, 2 stored", "cell 1, output 1: no picture, one stored"],
            NotebookCheck.Differences(stored, rerun, CheckTolerance.Default).Select(d => $"{d}"));
    }

    [Fact]
    public void Tolerance_IsWhatTheNotebookStates()
    {
        NotebookDocument stated = Sample.Parse("""{"cells":[],"metadata":{"moments":{"check":{"relative":0.05,"absolute":1e-3,"errors":4}}},"nbformat":4,"nbformat_minor":5}""");

        Assert.Equal(new CheckTolerance(0.05, 1e-3, 4), CheckTolerance.Of(stated));
        Assert.Equal(CheckTolerance.Default, CheckTolerance.Of(Sample.Of("1")));
    }

    private static void Fill(NotebookDocument notebook, string second)
    {
        notebook.Cells[0].SetResult(1, [new StreamOutput("stdout", "same 1.5")], TimeSpan.Zero);
        notebook.Cells[1].SetResult(2, [new DisplayOutput(new(second), 2)], TimeSpan.Zero);
    }
}
