using System.Diagnostics;

namespace MomentsDnns.Notebooks.Tests;

/// <summary>Jupyter's own tools read what we write, where they are installed (Debian: the package jupyter-nbconvert).</summary>
public sealed class NbconvertTests
{
    [Fact]
    public void Nbconvert_EveryNotebook_BecomesHtmlWithItsPictures()
    {
        if (!OnPath("jupyter-nbconvert")) Assert.Skip("jupyter-nbconvert is not installed");
        using TemporaryFolder folder = new();
        string[] notebooks = Directory.GetFiles(Path.Combine(CommittedNotebooksTests.Repository(), "notebooks"), "*.ipynb");
        ProcessStartInfo info = new("jupyter-nbconvert") { RedirectStandardError = true };
        foreach (string argument in (string[])["--to", "html", "--output-dir", folder.Path, .. notebooks]) info.ArgumentList.Add(argument);

        using Process process = Process.Start(info)!;
        string messages = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, messages);
        Assert.DoesNotContain("is invalid", messages, StringComparison.OrdinalIgnoreCase); // how nbformat's own validation complains
        Assert.Equal(notebooks.Length, Directory.GetFiles(folder.Path, "*.html").Length);
        Assert.All(Directory.GetFiles(folder.Path, "*.html"), page => Assert.Contains("data:image/png;base64,", File.ReadAllText(page), StringComparison.Ordinal));
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
