namespace MomentsDnns.Cli.Tests;

/// <summary>Quantities by name: of compare, export and sweeps.</summary>
public sealed class QuantitiesOptionTests
{
    private static readonly string[] Tiny =
    [
        "--norm", "batch", "--kernel-size", "1", "--width", "8", "--depth", "4", "--batch-size", "4", "--simulations", "3",
        "--quiet",
    ];

    [Fact]
    public void Compare_AnyQuantity_IsDrawnOrTested()
    {
        using TemporaryFolder folder = new();
        foreach (string seed in new[] { "1", "2" }) Ok("run", [.. Tiny, "--seed", seed, "--output", folder[seed]]);

        Ok("compare", folder["1"], folder["2"], "--quantities", "mu4_signal@norm,delta_BN_chi",
            "--output", folder["figures"], "--format", "svg");
        string figure = File.ReadAllText(Path.Combine(folder["figures"], "comparison.svg"));
        Assert.Contains("of each simulation", figure, StringComparison.Ordinal); // what an increment is
        string tested = Ok("compare", folder["1"], folder["2"], "--agreement",
            "--quantities", "chi,mu4_signal@norm,delta_phi_chi");
        Assert.Equal(["log chi", "mu4_signal, norm", "delta_phi_chi"],
            tested.Split('\n').SkipWhile(line => !line.StartsWith("log chi ", StringComparison.Ordinal)).Take(3)
                .Select(line => line.Split("  ")[0].Trim()));

        Refused("--quantities mood: must be one of chi, increment,",
            "compare", folder["1"], folder["2"], "--quantities", "chi,mood");
        Refused("--quantities chi: must be named once", "compare", folder["1"], folder["2"], "--quantities", "chi,chi");
        Refused("--quantities chi@branch: must be held by a run; places are input, convolution, norm, activation; ",
            "compare", folder["1"], folder["2"], "--quantities", "chi@branch");
    }

    [Fact]
    public void Export_Quantities_AreColumnsOfCsvAndArraysOfNpz()
    {
        using TemporaryFolder folder = new();
        Ok("run", [.. Tiny, "--output", folder["run"]]);

        Ok("export", folder["run"], "--quantities", "chi,signal-rank,delta_BN_chi", "--output", folder["x.csv"]);
        string[] lines = File.ReadAllLines(folder["x.csv"]);
        Assert.Equal("simulation,depth,log_chi,signal-rank,log_delta_BN_chi", lines[0]);
        Assert.Equal((13, 5), (lines.Length, lines[^1].Split(',').Length));
        Assert.StartsWith("2,4,", lines[^1], StringComparison.Ordinal);
        Ok("export", folder["run"], "--quantities", "chi", "--output", folder["x.npz"]);
        Assert.NotEmpty(File.ReadAllBytes(folder["x.npz"]));
        Refused("must end in .csv, .npz where quantities are named",
            "export", folder["run"], "--quantities", "chi", "--output", folder["x.parquet"]);
        Refused("--quantities branch-share: must be held by a run",
            "export", folder["run"], "--quantities", "branch-share", "--output", folder["x.csv"]);
    }

    [Fact]
    public void Sweep_OfAPlaceThatNoPointHas_IsRefusedBeforeAnyWork()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["own.json"], """
            { "run": { "kernel-size": 1, "depth": 4, "batch-size": 4, "simulations": 2 }, "vary": { "width": [8, 12] },
              "map": { "quantity": "mu4_signal@PLACE" } }
            """.Replace("PLACE", "norm", StringComparison.Ordinal));
        Refused("point width=8: map.quantity mu4_signal@norm is not of this net, whose places are input, convolution, ",
            "sweep", folder["own.json"], "--output", folder["sweep"]);
        Assert.False(Directory.Exists(folder["sweep"]));

        string file = File.ReadAllText(folder["own.json"]);
        File.WriteAllText(folder["own.json"], file.Replace("@norm", "@activation", StringComparison.Ordinal));
        Ok("sweep", folder["own.json"], "--output", folder["sweep"], "--quiet");
        Assert.StartsWith("width,depth,log10 mean mu4_signal@activation,standard error\n8,4,",
            File.ReadAllText(Path.Combine(folder["sweep"], "sweep.csv")), StringComparison.Ordinal);
    }

    private static string Ok(string command, params string[] arguments)
    {
        Moments.Outcome outcome = Moments.Run([command, .. arguments]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return outcome.Output;
    }

    private static void Refused(string line, string command, params string[] arguments)
    {
        Moments.Outcome outcome = Moments.Run([command, .. arguments]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(line, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }
}
