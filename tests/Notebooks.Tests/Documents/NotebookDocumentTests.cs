using System.Text;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Tests.Documents;

public sealed class NotebookDocumentTests
{
    [Fact]
    public void ToBytes_ForeignNotebook_IsTheSameToTheByte() =>
        Assert.Equal(Sample.Foreign, Encoding.UTF8.GetString(Sample.Parse(Sample.Foreign).ToBytes()));

    [Fact]
    public void Cells_AreReadInOrderAndCodeIsNumbered()
    {
        NotebookDocument notebook = Sample.Parse(Sample.Foreign);

        Assert.Equal([("first-text", CellKind.Markdown, null), ("A_1", CellKind.Code, 1), ("tail", CellKind.Raw, (int?)null)],
            notebook.Cells.Select(c => (c.Id, c.Kind, c.Number)));
        Assert.Equal("2 + 2", notebook.Cells[1].Source);
        Assert.Equal("4", Assert.IsType<DisplayOutput>(Assert.Single(notebook.Cells[1].Outputs)).Data.Text);
        Assert.Equal(7, notebook.Cells[1].ExecutionCount);
    }

    [Fact]
    public void SetResult_ReplacesOutputsAndKeepsTheRest()
    {
        NotebookDocument notebook = Sample.Parse(Sample.Foreign);

        notebook.Cells[1].SetResult(1, [new StreamOutput("stdout", "a\nb")], TimeSpan.FromSeconds(1.234));

        string[] before = Sample.Foreign.Split('\n'), after = Encoding.UTF8.GetString(notebook.ToBytes()).Split('\n');
        Assert.Contains("    \"unknown\": {", after);
        Assert.Contains("     \"seconds\": 1.23", after);
        Assert.Equal([.. before.TakeWhile(l => !l.Contains("execution_count"))], after.TakeWhile(l => !l.Contains("execution_count")));
        NotebookCell read = NotebookDocument.Parse(notebook.ToBytes(), "again").Cells[1];
        Assert.Equal((1, 1.23), (read.ExecutionCount, read.Seconds));
        Assert.Equal([new StreamOutput("stdout", "a\nb")], read.Outputs);
    }

    [Fact]
    public void Outputs_OfEveryKind_ReadBackAsWritten()
    {
        NotebookDocument notebook = Sample.Of("1");
        byte[] png = [137, 80, 78, 71, 0, 255];

        notebook.Cells[0].SetResult(1,
        [
            new StreamOutput("stderr", "late\n"), new DisplayOutput(new("text\nof two lines") { Html = "<b>1</b>", Png = png }, null),
            new DisplayOutput(new("4"), 3), new ErrorOutput("System.Exception", "no", ["a", "b"]),
        ], TimeSpan.Zero);
        IReadOnlyList<CellOutput> read = NotebookDocument.Parse(notebook.ToBytes(), "again").Cells[0].Outputs;

        Assert.Equal(new StreamOutput("stderr", "late\n"), read[0]);
        DisplayOutput shown = Assert.IsType<DisplayOutput>(read[1]);
        Assert.Equal(("text\nof two lines", "<b>1</b>", null), (shown.Data.Text, shown.Data.Html, shown.ExecutionCount));
        Assert.Equal(png, shown.Data.Png);
        Assert.Equal(new DisplayOutput(new("4"), 3), read[2]);
        Assert.Equal(["a", "b"], Assert.IsType<ErrorOutput>(read[3]).Traceback);
    }

    [Theory]
    [InlineData("no json", "x.ipynb cannot be read: it is no JSON")]
    [InlineData("[]", "x.ipynb cannot be read: it is no JSON object; save it as nbformat 4.5")]
    [InlineData("""{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":4}""", "x.ipynb cannot be read: nbformat_minor is below 5; save it as nbformat 4.5")]
    public void Parse_NoSuchNotebook_IsToldInOneLine(string text, string message)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NotebookDocument.Parse(Encoding.UTF8.GetBytes(text), "x.ipynb"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
