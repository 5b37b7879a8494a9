using System.Text.RegularExpressions;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Execution;
using MomentsDnns.Propagation.Running;

namespace MomentsDnns.Notebooks.Tests;

/// <summary>The code of <c>docs/library.md</c> compiles and runs, from top to bottom, and its numbers are those in its comments.</summary>
public sealed partial class LibraryDocumentTests
{
    [Fact]
    public void Code_FromTopToBottom_Runs()
    {
        using TemporaryFolder folder = new();
        string text = File.ReadAllText(Path.Combine(Root(), "docs", "library.md"));
        foreach (string kept in (string[])["runs", "sweeps/norms"]) text = text.Replace($"Within = \"{kept}\"", $"Within = @\"{folder[kept]}\"", StringComparison.Ordinal);
        string[] blocks = [.. Code().Matches(text).Select(m => m.Groups[1].Value)];
        Assert.Equal(16, blocks.Length);
        NotebookDocument notebook = Sample.Of([.. blocks, "(faults.Count, Math.Round(critical, 3), Math.Round(increment, 4), png.Length > 1000, svg.Length > 1000, recorder.Records.Count)"]);
        CellFailure? failure = new NotebookExecutor(new NotebookSetting(SettingScale.Quick), new Measurement { Within = folder["notebook"], Threads = 1 }).Run(notebook);
        Assert.Null(failure);
        // Design page: 1.7610 and 1.08527.
        Assert.Equal("(0, 1.761, 1.0853, True, True, 1)", Assert.IsType<MomentsDnns.Notebooks.Outputs.DisplayOutput>(Assert.Single(notebook.Cells[^1].Outputs)).Data.Text);
    }

    [Fact]
    public void Training_FromTopToBottom_Runs()
    {
        using TemporaryFolder folder = new();
        string text = File.ReadAllText(Path.Combine(Root(), "docs", "training.md")).Replace("Folder = \"runs/trained\"", $"Folder = @\"{folder["trained"]}\"", StringComparison.Ordinal)
            .Replace("Folder = \"runs/modules\"", $"Folder = @\"{folder["modules"]}\"", StringComparison.Ordinal);
        string[] blocks = [.. Code().Matches(text).Select(m => m.Groups[1].Value)];
        Assert.Equal(4, blocks.Length);
        NotebookDocument notebook = Sample.Of([.. blocks, "(reached.Nets, reached.Classes, reached.Rows.Count, result.IsFinite, losses.Count, ofMine.Records.Count, looks, ofOwn.Nets)"]);
        Assert.Null(new NotebookExecutor(new NotebookSetting(SettingScale.Quick), new Measurement { Within = folder["notebook"], Threads = 1 }).Run(notebook));
        Assert.Equal("(2, 8, 4, True, 14, 14, 2, 2)", Assert.IsType<MomentsDnns.Notebooks.Outputs.DisplayOutput>(Assert.Single(notebook.Cells[^1].Outputs)).Data.Text);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
