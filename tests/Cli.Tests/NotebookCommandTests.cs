namespace MomentsDnns.Cli.Tests;

public sealed class NotebookCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_KeepsOutputs_CheckFindsAChangedNumber()
    {
        string file = Write("double chi = 1.25;", "chi * 2");

        Moments.Outcome run = Moments.RunIn(_folder.Path, "notebook", "run", file);
        string written = File.ReadAllText(file);
        Moments.Outcome same = Moments.RunIn(_folder.Path, "notebook", "run", "--check", file);
        File.WriteAllText(file, written.Replace("1.25", "1.5", StringComparison.Ordinal)); // the cell's, not its output
        Moments.Outcome changed = Moments.RunIn(_folder.Path, "notebook", "run", "--check", "--quiet", file);

        Assert.Equal((0, 0, 1), (run.ExitCode, same.ExitCode, changed.ExitCode));
        Assert.Contains("\"2.5\"", written, StringComparison.Ordinal);
        Assert.Equal([$"{file}: cell 1 of 2", $"{file}: cell 2 of 2"], run.ErrorLines);
        Assert.Contains("2 cells, numbers agree", same.Output, StringComparison.Ordinal);
        Assert.Equal($"{file}, cell 2, output 1: 3, stored 2.5\n", changed.Output);
        Assert.Equal(written.Replace("1.25", "1.5", StringComparison.Ordinal), File.ReadAllText(file)); // --check keeps no outputs
    }

    [Fact]
    public void Run_ErrorInACell_OneLineWithFileCellAndLine()
    {
        string file = Write("1", "int x = 2;\nint y = nothing;");

        Moments.Outcome outcome = Moments.Run("notebook", "run", "--quiet", file);

        Assert.Equal([$"{file}, cell 2, line 2: CS0103: The name 'nothing' does not exist in the current context"], outcome.ErrorLines);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("\"ename\": \"CS0103\"", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OutputFolder_LeavesTheFileAsItWas()
    {
        string file = Write("6 * 7");
        string before = File.ReadAllText(file);

        Moments.Outcome outcome = Moments.Run("notebook", "run", "--quiet", "--setting", "full", "--output", _folder["out"], file);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(before, File.ReadAllText(file));
        string written = File.ReadAllText(Path.Combine(_folder["out"], "n.ipynb"));
        Assert.Contains("\"42\"", written, StringComparison.Ordinal);
        Assert.Contains("\"setting\": \"full\"", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.ipynb", "FILE missing.ipynb: there is no such file; name a notebook, such as notebooks/1-quick-start.ipynb")]
    [InlineData("n.ipynb --check", "FILE n.ipynb: holds no outputs of a setting to compare with; run it without --check first")]
    [InlineData("n.ipynb --check --output out", "--output out: contradicts --check, which keeps no outputs; leave one of them out")]
    [InlineData("n.ipynb n.ipynb", "FILE n.ipynb: would write n.ipynb, as one before it does; name each notebook once")]
    [InlineData("n.ipynb --setting huge", "--setting huge: must be one of quick, full; take one of them")]
    [InlineData("n.ipynb broken.ipynb", "FILE broken.ipynb cannot be read: nbformat is not 4; save it as nbformat 4.5")]
    [InlineData("--chek n.ipynb", "--chek: is no option of this command; see moments notebook run --help")]
    public void Run_InvalidValue_OneLineAndExitCodeTwo(string options, string line)
    {
        string before = File.ReadAllText(Write("1"));
        File.WriteAllText(_folder["broken.ipynb"], """{"cells":[],"metadata":{},"nbformat":3,"nbformat_minor":5}""");

        Moments.Outcome outcome = Moments.RunIn(_folder.Path, ["notebook", "run", .. options.Split(' ')]);

        Assert.Equal([line], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(before, File.ReadAllText(_folder["n.ipynb"]));
    }

    private string Write(params string[] cells)
    {
        IEnumerable<string> json = cells.Select((source, i) =>
            $$"""{"cell_type":"code","execution_count":null,"id":"c{{i}}","metadata":{},"outputs":[],"source":{{System.Text.Json.JsonSerializer.Serialize(source)}}}""");
        File.WriteAllText(_folder["n.ipynb"], $$"""{"cells":[{{string.Join(',', json)}}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
        return _folder["n.ipynb"];
    }
}
