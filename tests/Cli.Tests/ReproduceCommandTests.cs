namespace MomentsDnns.Cli.Tests;

public sealed class ReproduceCommandTests
{
    [Fact]
    public void Reproduce_OneFigureTwice_DrawsTellsAndRepeatsNothing()
    {
        using TemporaryFolder folder = new();
        string[] command = ["reproduce", "fig2", "--quiet", "--output", folder["figures"], "--runs", folder["runs"]];

        Moments.Outcome first = Moments.Run(command);
        DateTime[] written = [.. Parts().Select(File.GetLastWriteTimeUtc)];
        Moments.Outcome second = Moments.Run(command);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.True(new FileInfo(Path.Combine(folder["figures"], "fig2.png")).Length > 10_000);
        Assert.Contains("log nu_2(x) at depth 200: mean, sd", first.Output, StringComparison.Ordinal);
        Assert.Contains("-3.82, 2.79", first.Output, StringComparison.Ordinal); // what the paper shows, beside it
        Assert.Equal(1000, written.Length);
        Assert.Equal(written, Parts().Select(File.GetLastWriteTimeUtc));

        string[] Parts() => [.. Directory.GetFiles(Path.Combine(folder["runs"], "quick-cifar-like-fig2"), "part-*.parquet").Order(StringComparer.Ordinal)];
    }
}
