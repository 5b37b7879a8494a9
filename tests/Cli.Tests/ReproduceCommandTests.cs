namespace MomentsDnns.Cli.Tests;

public sealed class ReproduceCommandTests
{
    [Fact]
    public void Reproduce_OneFigureTwice_DrawsTellsRepeatsNothingAndRepairs()
    {
        using TemporaryFolder folder = new();
        string[] command = ["reproduce", "fig2-fc", "--quiet", "--output", folder["figures"], "--runs", folder["runs"]];

        Moments.Outcome first = Moments.Run(command);
        DateTime[] written = [.. Parts().Select(File.GetLastWriteTimeUtc)];
        Moments.Outcome second = Moments.Run(command);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.True(new FileInfo(Path.Combine(folder["figures"], "fig2-fc.png")).Length > 10_000);
        Assert.Matches(@"fig2-fc +log nu_2\(x\) +200 +-3\.\d+ ± 0\.\d+ \(2\.\d+\) +-3\.820 \(2\.787\)", first.Output); // what is published, beside it
        Assert.Contains("fig2-fc: batch 64 (1,024), simulations 1,000 (10,000)", first.Output, StringComparison.Ordinal);
        Assert.Equal(2, written.Length); // of 500 simulations each
        Assert.Equal(written, Parts().Select(File.GetLastWriteTimeUtc));

        string damaged = Parts()[1];
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(damaged, bytes);
        Moments.Outcome refused = Moments.Run(command), repaired = Moments.Run([.. command, "--repair"]);

        Assert.Equal((1, 0), (refused.ExitCode, repaired.ExitCode));
        Assert.StartsWith($"{damaged} is damaged", Assert.Single(refused.ErrorLines));
        Assert.Contains("is set aside as", Assert.Single(repaired.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, Parts().Length);
        Assert.Equal(Lines(first)[..^1], Lines(repaired)[..^1]); // the last tells the seconds

        static string[] Lines(Moments.Outcome outcome) => outcome.Output.TrimEnd().Split('\n');
        string[] Parts() => [.. Directory.GetFiles(Path.Combine(folder["runs"], "quick-cifar-like-fig2-fc"), "part-*.parquet").Order(StringComparer.Ordinal)];
    }
}
