using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>The effective rank against singular values: time and error.</summary>
internal sealed class RankVerb : IVerb
{
    public string Name => "rank";

    public string Usage => "[--rounds 3] [--repeats 10] [--date DATE]";

    public IReadOnlyList<string> Options => ["rounds", "repeats", "date"];

    public int Run(Arguments arguments)
    {
        int rounds = arguments.Number("rounds", 3);
        string repeats = arguments.Number("repeats", 10).ToString(CultureInfo.InvariantCulture);
        Table times = new("matrix", "svdvals, float32 (ms)", "ours (ms)", "svdvals / ours");
        foreach (Setting setting in (Setting[])[Setting.Of("paper"), Setting.Of("quick")])
        {
            string[] options = ["--setting", setting.Name, "--layers", repeats];
            Rounds taken = Rounds.Take(rounds,
                ("obvious", () => Child.Measure("rank-obvious", options)), ("ours", () => Child.Measure("rank-ours", options)));
            Medians obvious = taken.Of("obvious", "rank"), ours = taken.Of("ours", "rank");
            times.Add($"{setting.Rows} x {setting.Width}", obvious, ours, obvious / ours);
        }

        Dictionary<string, double> errors = Child.Measure("rank-errors", "--setting", "paper");
        Table accuracy = new("data, 16384 x 512", "effective rank", "relative error of svdvals, float32", "of ours");
        foreach (string name in errors.Keys.Select(k => k.Split(':')[0]).Distinct())
            accuracy.Add(name, errors[$"{name}:rank"].ToString("G4", CultureInfo.InvariantCulture), Error(errors[$"{name}:obvious"]), Error(errors[$"{name}:ours"]));

        Console.WriteLine($"medians of {rounds} rounds [least, greatest]; errors against singular values in float64");
        times.Print(arguments);
        accuracy.Print(arguments);
        return 0;
    }

    private static string Error(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture);
}
