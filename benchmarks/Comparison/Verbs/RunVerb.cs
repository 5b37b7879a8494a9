using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>Whole processes: <c>moments run</c> against the obvious program, from start to end.</summary>
internal sealed class RunVerb : IVerb
{
    public string Name => "run";

    public string Usage => "[--setting paper|quick] [--architecture vanilla|bn-ff|bn-res] [--depth 10, even] [--simulations 1] "
        + "[--rounds 3] [--moments PATH of moments.dll] [--date DATE]";

    public IReadOnlyList<string> Options => ["setting", "architecture", "depth", "simulations", "rounds", "moments", "date"];

    public int Run(Arguments arguments)
    {
        Setting setting = Setting.Of(arguments);
        Architecture architecture = Architecture.Of(arguments, "bn-ff");
        (int depth, int simulations, int rounds) =
            (Even(arguments, 10), arguments.Number("simulations", 1), arguments.Number("rounds", 3));
        string moments = arguments.Text("moments") ?? Path.Combine(AppContext.BaseDirectory, "moments.dll");
        if (!File.Exists(moments)) throw new UsageException($"--moments {moments}: there is no such file; build src/Cli first");

        string[] sizes = ["--architecture", architecture.Name, "--depth", Text(depth), "--simulations", Text(simulations)];
        Rounds taken = Rounds.Take(rounds,
            ("obvious", () => Numbers(Child.Run(Child.Self(
                [.. (string[])["measure", "program-obvious", "--setting", setting.Name], .. sizes])))),
            ("ours", () => Moments(moments, [.. sizes, "--width", Text(setting.Width), "--batch-size", Text(setting.Batch)], depth)));

        Table table = new("program", "seconds", "peak MB");
        foreach (string program in (string[])["obvious", "ours"])
            table.Add(program, taken.Of(program, "seconds"), taken.Of(program, "megabytes"));
        table.Add("obvious / ours", Ratio("seconds"), Ratio("megabytes"));
        Console.WriteLine($"{architecture.Name}, {setting.Name}, depth {depth}, every second depth recorded, {simulations} simulations; "
            + $"whole processes, medians of {rounds} rounds [least, greatest]");
        table.Print(arguments);
        return 0;

        Medians Ratio(string name) => taken.Of("obvious", name) / taken.Of("ours", name);
    }

    /// <summary>A depth of which every second is recorded.</summary>
    public static int Even(Arguments arguments, int otherwise)
    {
        int depth = arguments.Number("depth", otherwise);
        return depth % 2 == 0 ? depth : throw new UsageException($"--depth {depth} is not even: every second depth is recorded");
    }

    private static Dictionary<string, double> Moments(string moments, string[] options, int depth)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("moments-benchmark-");
        try
        {
            return Numbers(Child.Run(Child.Dotnet(
                [moments, "run", .. options, "--records", Text(depth / 2), "--quiet", "--output", folder.FullName])));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, double> Numbers(Child.Outcome outcome) =>
        new() { ["seconds"] = outcome.Seconds, ["megabytes"] = outcome.PeakMegabytes };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
