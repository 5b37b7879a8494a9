using System.Globalization;
using System.Text.RegularExpressions;

namespace MomentsDnns.Cli.Tests;

public sealed partial class TimingsTests
{
    private static readonly string[] Phases =
        ["weights", "convolution", "normalization", "activation", "other parts", "statistics", "input", "writing", "rest"];

    [Theory]
    [InlineData("--architecture bn-res --kernel-size 1 --width 32 --depth 10 --threads 2", 2)]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 16 --depth 4", 1)]
    public void Run_Timings_SameBytesAndEveryPhase(string net, int workers)
    {
        using TemporaryFolder folder = new();
        string[] command = ["run", .. net.Split(' '), "--batch-size", "8", "--simulations", "3"];
        Moments.Outcome plain = Moments.Run([.. command, "--output", folder["plain"]]);
        Moments.Outcome timed = Moments.Run([.. command, "--output", folder["timed"], "--timings"]);

        Assert.Equal((0, 0), (plain.ExitCode, timed.ExitCode));
        string[] files = Files(folder["plain"]);
        Assert.Equal(4, files.Length); // three parts and experiment.json
        Assert.Equal(files, Files(folder["timed"]));
        foreach (string file in files)
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["plain"], file)), File.ReadAllBytes(Path.Combine(folder["timed"], file)));

        Match[] rows = [.. Row().Matches(timed.Output).Cast<Match>()];
        Assert.Equal(Phases, rows.Select(r => r.Groups[1].Value));
        double[] seconds = [.. rows.Select(r => Number(r.Groups[2]))], shares = [.. rows.Select(r => Number(r.Groups[3]))];
        Assert.All(seconds.Concat(shares), value => Assert.True(value >= 0));
        Assert.Equal(100, shares.Sum(), 0.05 * Phases.Length); // each rounded to a tenth
        Assert.True(seconds[Array.IndexOf(Phases, "convolution")] > 0);
        Assert.Equal(shares[..6].Sum(), Number(Kernels().Match(timed.Output).Groups[1]), 0.05 * 7);
        Assert.True(Number(FirstLayer().Match(timed.Output).Groups[1]) > 0);
        Assert.Equal(workers > 1, timed.Output.Contains($"summed time of {workers} workers", StringComparison.Ordinal));
        Assert.Contains($"{(net.Contains("res", StringComparison.Ordinal) ? "units" : "layers")}/s, peak memory", timed.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(Row(), plain.Output);
    }

    [Fact]
    public void Run_TimingsOfNothing_PrintsNoTable()
    {
        using TemporaryFolder folder = new();
        string[] command = ["run", "--kernel-size", "1", "--width", "8", "--depth", "2", "--batch-size", "4", "--simulations", "1", "--output", folder["run"], "--timings"];
        Moments.Run(command);

        Moments.Outcome again = Moments.Run(command);

        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotMatch(Row(), again.Output);
    }

    private static string[] Files(string run) => [.. Directory.GetFiles(run).Select(f => Path.GetFileName(f))
        .Where(f => Path.GetExtension(f) is ".parquet" or ".json").Order(StringComparer.Ordinal)];

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([a-z]+(?: [a-z]+)?) +([\d.]+) +([\d.]+)%\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^([\d.]+)% of the time inside layer kernels", RegexOptions.Multiline)]
    private static partial Regex Kernels();

    [GeneratedRegex(@"^first layer after ([\d.]+) s", RegexOptions.Multiline)]
    private static partial Regex FirstLayer();
}
