using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Execution;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Tests;

/// <summary>
/// The notebooks of this repository as they are committed. Whether their numbers still come out is checked by .ci/run, which runs them:
/// that takes minutes, and tests have ten in all.
/// </summary>
public sealed class CommittedNotebooksTests
{
    private const int LargestPicture = 150_000;

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.ipynb").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository(), "notebooks");

    [Fact]
    public void Notebooks_AreThere() => Assert.True(Names.Count >= 7, "the issue of notebooks names seven");

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_HasTheOutputsOfAWholeQuickRun(string name)
    {
        NotebookDocument notebook = Read(name);
        NotebookCell[] cells = [.. notebook.CodeCells];

        Assert.Equal("quick", notebook.Setting);
        Assert.Equal(Enumerable.Range(1, cells.Length), cells.Select(c => c.ExecutionCount ?? 0));
        Assert.All(cells, c => Assert.True(c.Seconds >= 0));
        Assert.DoesNotContain(cells.SelectMany(c => c.Outputs), o => o is ErrorOutput);
        byte[][] pictures = [.. cells.SelectMany(c => c.Outputs).OfType<DisplayOutput>().Select(d => d.Data.Png).OfType<byte[]>()];
        Assert.NotEmpty(pictures);
        Assert.All(pictures, p => Assert.InRange(p.Length, 5_000, LargestPicture));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_IsInTheFormThatTheProgramWrites(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, name));

        Assert.Empty(NotebookSchema.Faults(JsonNode.Parse(bytes)));
        Assert.Equal(bytes, Read(name).ToBytes());
    }

    // A change of the library that a notebook does not follow shows here, in a second instead of minutes.
    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_Compiles(string name)
    {
        Script<object>? script = null;
        foreach (NotebookCell cell in Read(name).CodeCells)
        {
            int number = cell.Number!.Value;
            script = script is null ? CellScripts.First(cell.Source, number) : CellScripts.Next(script, cell.Source, number);
            Assert.Equal([], script.Compile(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"cell {number}: {d}"));
        }
    }

    internal static NotebookDocument Read(string name) => NotebookDocument.Read(Path.Combine(Folder, name));

    internal static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
    }
}
