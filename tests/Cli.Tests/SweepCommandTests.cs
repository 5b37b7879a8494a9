namespace MomentsDnns.Cli.Tests;

public sealed class SweepCommandTests
{
    private const string Shared = "\"kernel-size\": 1, \"width\": 16, \"batch-size\": 4, \"depth\": 4, \"simulations\": 2";

    [Fact]
    public void Sweep_Grid_RunsEveryPoint_GoesOn_AndDraws()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["tanh.json"], "{ \"run\": { " + Shared + ", \"activation\": \"tanh\", \"init\": \"gaussian\" }, "
            + "\"vary\": { \"weight-variance\": { \"from\": 1, \"to\": 2, \"steps\": 3 }, \"bias-variance\": [0.05, 0.1] } }");

        Moments.Outcome first = Moments.Run("sweep", folder["tanh.json"], "--quiet", "--output", folder["out"]);
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(folder["out"], "weight-variance=1.5,bias-variance=0.1", "part-000001.parquet"));
        Moments.Outcome again = Moments.Run("sweep", folder["tanh.json"], "--quiet", "--output", folder["out"]);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(folder["out"], "weight-variance=1.5,bias-variance=0.1", "part-000001.parquet")));
        string[] table = File.ReadAllLines(Path.Combine(folder["out"], "sweep.csv"));
        Assert.Equal("weight-variance,bias-variance,depth,mean log10 chi,standard error", table[0]);
        Assert.Equal(1 + 6, table.Length);
        Assert.All(table.Skip(1), line => Assert.Equal(5, line.Split(',', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.True(new FileInfo(Path.Combine(folder["out"], "sweep.png")).Length > 5000);
    }

    [Fact]
    public void Sweep_FiniteNoiseByArchitecture_DrawsLines()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["noise.json"], "{ \"run\": { " + Shared + ", \"precision\": \"float64\" }, "
            + "\"vary\": { \"noise\": [\"tangent\", \"finite:1e-8\", \"finite:1\"], \"architecture\": [\"vanilla\", \"bn-ff\"] } }");

        Moments.Outcome outcome = Moments.Run("sweep", folder["noise.json"], "--quiet", "--output", folder["out"]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Dictionary<string, double> chi = File.ReadAllLines(Path.Combine(folder["out"], "sweep.csv")).Skip(1).Select(l => l.Split(','))
            .ToDictionary(c => $"{c[0]} {c[1]}", c => double.Parse(c[3], System.Globalization.CultureInfo.InvariantCulture));
        foreach (string architecture in new[] { "vanilla", "bn-ff" })
        {
            Assert.Equal(chi[$"tangent {architecture}"], chi[$"finite:1e-8 {architecture}"], 1e-5);
            Assert.NotEqual(chi[$"tangent {architecture}"], chi[$"finite:1 {architecture}"], 1e-3);
        }
    }

    [Fact]
    public void Sweep_FileChangedAgainstItsRuns_IsRefusedBeforeAnyWork()
    {
        using TemporaryFolder folder = new();
        string Text(string widths, int batch) => "{ \"run\": { \"kernel-size\": 1, \"depth\": 2, \"simulations\": 1, \"batch-size\": " + batch + " }, \"vary\": { \"width\": [" + widths + "] } }";
        File.WriteAllText(folder["x.json"], Text("8", 4));
        Assert.Equal(0, Moments.Run("sweep", folder["x.json"], "--quiet", "--output", folder["out"]).ExitCode);
        File.WriteAllText(folder["x.json"], Text("4, 8", 6));

        Moments.Outcome changed = Moments.Run("sweep", folder["x.json"], "--quiet", "--output", folder["out"]);

        Assert.Contains("--batch-size 4 there, 6 here", Assert.Single(changed.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder["out"], "width=4")));
    }

    [Fact]
    public void Sweep_PlotOnly_DrawsWhatIsThere()
    {
        using TemporaryFolder folder = new();
        string Text(string widths) => "{ \"run\": { \"kernel-size\": 1, \"depth\": 2, \"simulations\": 1, \"batch-size\": 4 }, \"vary\": { \"width\": [" + widths + "] } }";
        File.WriteAllText(folder["x.json"], Text("4, 8"));
        Moments.Run("sweep", folder["x.json"], "--quiet", "--output", folder["out"]);
        File.WriteAllText(folder["x.json"], Text("4, 8, 16"));

        Moments.Outcome outcome = Moments.Run("sweep", folder["x.json"], "--plot-only", "--output", folder["out"]);
        Moments.Outcome nowhere = Moments.Run("sweep", folder["x.json"], "--plot-only", "--output", folder["none"]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] table = File.ReadAllLines(Path.Combine(folder["out"], "sweep.csv"));
        Assert.Equal("16,,,", table[3]);
        Assert.False(Directory.Exists(Path.Combine(folder["out"], "width=16")));
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Contains("holds no finished simulation of any point", Assert.Single(nowhere.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"run\": { \"kernel-size\": 1 }, \"vary\": { \"data-dir\": [\"a/b\", \"a-b\"] } }", "2 points would share the folder data-dir=a-b")]
    [InlineData("{ \"vary\": { \"width\": [8, 0] } }", "point width=0: --width 0: must be at least 1; take a positive whole number")]
    [InlineData("{ \"vary\": { \"breadth\": [8] } }", "point breadth=8: ")]
    [InlineData("{ \"run\": { \"width\": 8 }, \"vary\": { \"width\": [8] } }", "width is in run and in vary; leave it out of one")]
    [InlineData("{ \"run\": {} }", "vary is missing; name one or two options with their values")]
    [InlineData("{ \"vary\": { \"width\": [8] }, \"plot\": {} }", "plot is no field of a sweep; take run, train, vary, map")]
    [InlineData("{ \"vary\": { \"width\": [8] }, \"map\": { \"quantity\": \"mood\" } }", "map.quantity mood must be one of chi, increment, variance-share, signal-power, signal-rank, noise-rank")]
    [InlineData("{ \"run\": { \"depth\": 5 }, \"vary\": { \"width\": [8] }, \"map\": { \"depth\": 6 } }", "point width=8: map.depth 6 must be at most the depth, 5; leave it out for the last")]
    [InlineData("{ \"run\": { \"effective-rank\": \"noise\" }, \"vary\": { \"width\": [8] }, \"map\": { \"quantity\": \"signal-rank\" } }", "point width=8: map.quantity signal-rank is not recorded with effective-rank noise; take both")]
    [InlineData("{ nonsense", "it is no JSON")]
    public void Sweep_BrokenFile_NamesTheFault_AndRunsNothing(string json, string expected)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["x.json"], json);

        Moments.Outcome outcome = Moments.Run("sweep", folder["x.json"], "--output", folder["out"]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    // All points are planned before any is run: 10^6 of them said no word in half a minute.
    [Fact]
    public void Sweep_TooManyPointsOrValues_IsRefusedAtOnce()
    {
        using TemporaryFolder folder = new();
        const string axis = "{ \"from\": 1, \"to\": 2, \"steps\": 1000 }";
        File.WriteAllText(folder["grid.json"], $"{{ \"vary\": {{ \"weight-variance\": {axis}, \"bias-variance\": {axis} }} }}");
        File.WriteAllText(folder["list.json"], $"{{ \"vary\": {{ \"width\": [{string.Join(',', Enumerable.Range(1, 1001))}] }} }}");
        File.WriteAllText(folder["large.json"], new string(' ', (1 << 20) + 1));

        Assert.Equal([$"FILE {folder["grid.json"]}: vary makes 1000000 points, each a run in a folder of its own; make 10000 or fewer"], Moments.Run("sweep", folder["grid.json"]).ErrorLines);
        Assert.Equal([$"FILE {folder["list.json"]}: width has 1001 values; list 1000 or fewer"], Moments.Run("sweep", folder["list.json"]).ErrorLines);
        Assert.Equal([$"FILE {folder["large.json"]}: holds more than 1048576 bytes, the most that is read of such a file; name another"], Moments.Run("sweep", folder["large.json"]).ErrorLines);
    }
}
