namespace MomentsDnns.Cli.Tests;

public sealed class ReproduceCommandTests
{
    [Fact]
    public void Reproduce_OneFigureTwice_DrawsTellsAndRepeatsNothing()
    {
        using TemporaryFolder folder = new();
        string[] command = ["reproduce", "fig2-fc", "--quiet", "--output", folder["figures"], "--runs", folder["runs"]];

        Moments.Outcome first = Moments.Run(command);
        DateTime[] written = [.. Parts().Select(File.GetLastWriteTimeUtc)];
        Moments.Outcome second = Moments.Run(command);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.True(new FileInfo(Path.Combine(folder["figures"], "fig2-fc.png")).Length > 10_000);
        Assert.Matches(@"fig2-fc +log nu_2\(x\) +200 +-3\.\d+ ± 0\.\d+ \(2\.\d+\) +-3\.82 \(2\.79\)", first.Output); // what is published, beside it
        Assert.Contains("fig2-fc: batch 64 (1,024), simulations 1,000 (10,000)", first.Output, StringComparison.Ordinal);
        Assert.Equal(1000, written.Length);
        Assert.Equal(written, Parts().Select(File.GetLastWriteTimeUtc));

        string[] Parts() => [.. Directory.GetFiles(Path.Combine(folder["runs"], "quick-cifar-like-fig2-fc"), "part-*.parquet").Order(StringComparer.Ordinal)];
    }
}
