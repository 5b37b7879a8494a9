namespace MomentsDnns.Cli.Tests;

/// <summary>What is written, and where it may go: a bad place ends in one line of parameter, value, rule, remedy, and nothing of a user's is lost.</summary>
public sealed class OutputTests : IDisposable
{
    private static readonly string[] Tiny =
        ["run", "--kernel-size", "1", "--width", "8", "--depth", "4", "--batch-size", "8", "--simulations", "2", "--quiet", "--output"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run --simulations 1 --output", "", "--output \"\": must not be empty; name another folder")]
    [InlineData("run --simulations 1 --output", "file", "--output file: is no folder, one is needed; name another folder")]
    [InlineData("run --simulations 1 --output", "file/x", "--output file/x: needs the folder {0}/file, which is none; name another folder")]
    [InlineData("run --simulations 1 --output", "r/inner", "--output r/inner: lies in the run {0}/r, which holds its own files alone; name another folder outside")]
    [InlineData("export r --output", "d.npz", "--output d.npz: is a folder, a file is needed; name a file in it, or another")]
    [InlineData("export r --output", "", "--output \"\": must not be empty; name another file")]
    [InlineData("export r --output", "r/part-000009.parquet", "--output r/part-000009.parquet: lies in the run {0}/r, which holds its own files alone; name another file outside")]
    [InlineData("report r --output", "r/experiment.json", "--output r/experiment.json: describes a run; name another file")]
    [InlineData("report r --output", "page.txt", "--output page.txt: must end in .html or .htm; write it like page.html")]
    [InlineData("report r --output", "/dev/null", "--output /dev/null: is a device, a pipe or a socket, an ordinary file is needed; name another file")]
    [InlineData("plot r --output", "file", "--output file: is no folder, one is needed; name another folder")]
    [InlineData("plot r --output", "r", "--output r: lies in the run {0}/r, which holds its own files alone; name another folder outside")]
    [InlineData("compare r r --output", "file", "--output file: is no folder, one is needed; name another folder")]
    [InlineData("compare r r --name", "", "--name \"\": must name files; leave it out for comparison")]
    [InlineData("compare r --reference", "none.npz", "--reference none.npz: there is no such file; name published results")]
    [InlineData("import none.npz --output", "i", "FILE none.npz: there is no such file; name an .npz file, such as moments export writes")]
    [InlineData("import d.npz --output", "i", "FILE d.npz: is a folder, a file is needed; name an .npz file, such as moments export writes")]
    [InlineData("import none.npz --output", "file", "--output file: is no folder, one is needed; name another folder")]
    [InlineData("reproduce fig2 --output", "file", "--output file: is no folder, one is needed; name another folder")]
    [InlineData("reproduce fig2 --runs", "r", "--runs r: lies in the run {0}/r, which holds its own files alone; name another folder outside")]
    public void BadPlace_OneLineBeforeAnyWork(string command, string value, string line)
    {
        if (value == "/dev/null" && !OperatingSystem.IsLinux()) Assert.Skip("a device of Linux");
        Moments.Run([.. Tiny, _folder["r"]]);
        File.WriteAllText(_folder["file"], "mine");
        Directory.CreateDirectory(_folder["d.npz"]);
        string[] before = Everything();

        Moments.Outcome outcome = Moments.RunIn(_folder.Path, [.. command.Split(' '), value]);

        Assert.Equal([line.Replace("{0}", _folder.Path, StringComparison.Ordinal)], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Words_ThatBeginWithAt_AreWords()
    {
        Moments.Run([.. Tiny, _folder["@x"]]);
        File.WriteAllText(_folder["secret"], "s3cret token");
        File.WriteAllText(_folder["s.json"], """{"run":{"width":8,"dataset":"@secret"},"vary":{"seed":[1]}}""");

        Assert.Equal(0, Moments.RunIn(_folder.Path, "analyze", "@x").ExitCode);
        Moments.Outcome sweep = Moments.RunIn(_folder.Path, "sweep", "s.json");
        Assert.Contains("--dataset @secret", Assert.Single(sweep.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("token", sweep.Error, StringComparison.Ordinal);
    }

    /// <summary>A run, a label, a dataset whose name would steer the terminal, make two lines of one, or be no XML.</summary>
    [Fact]
    public void ControlCharacters_AreShownAsEscapes()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such names");
        const string name = "r\u001b[31m\nx";
        Moments.Run([.. Tiny, _folder[name]]);
        Moments.Run([.. Tiny, _folder["b"]]);
        string experiment = Path.Combine(_folder["b"], "experiment.json");

        Moments.Outcome report = Moments.RunIn(_folder.Path, "report", name, "--output", "p.html");
        Moments.Outcome analysis = Moments.RunIn(_folder.Path, "analyze", name);
        Moments.Outcome comparison = Moments.RunIn(_folder.Path, "compare", name, "b", "--labels", "a\u001b[31m;b|\n", "--format", "png,svg,pdf");
        Moments.Outcome none = Moments.RunIn(_folder.Path, "analyze", "no\u001b[31m\nrun");

        Assert.Equal(0, report.ExitCode);
        Assert.Contains(@"r\x1b[31m\nx", File.ReadAllText(_folder["p.html"]), StringComparison.Ordinal);
        Assert.StartsWith(@"r\x1b[31m\nx: 2 simulations", analysis.Output, StringComparison.Ordinal);
        Assert.Equal(0, comparison.ExitCode);
        foreach (string file in new[] { "comparison.csv", "comparison.md", "comparison.svg" })
        {
            string text = File.ReadAllText(Path.Combine(_folder["figures"], file));
            // In a label a letter of its own is a variable, set in italics: another piece of text.
            Assert.Contains(file.EndsWith(".svg", StringComparison.Ordinal) ? @"\x1b[31" : @"a\x1b[31m", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\u001b", report.Output + analysis.Output + comparison.Output + none.Error, StringComparison.Ordinal);
        Assert.StartsWith(@"no\x1b[31m\nrun is no run", Assert.Single(none.ErrorLines), StringComparison.Ordinal);
        Assert.True(File.Exists(experiment));
    }

    [Fact]
    public void Labels_Empty_AreRefused()
    {
        Moments.Run([.. Tiny, _folder["r"]]);

        Moments.Outcome outcome = Moments.RunIn(_folder.Path, "compare", "r", "r", "--labels", ";");

        Assert.Equal(["--labels ;: must name each of the 2 runs; write them like \"He;uniform\""], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
    }

    private string[] Everything() => [.. Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}" : path)];
}
