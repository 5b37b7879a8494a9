using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>Fully connected simulations: ours side by side on all threads, the obvious ones one after the other.</summary>
internal sealed class ConnectedVerb : IVerb
{
    public string Name => "connected";

    public string Usage => "[--simulations 4] [--depth 200, even] [--rounds 3] [--date DATE]";

    public IReadOnlyList<string> Options => ["simulations", "depth", "rounds", "date"];

    public int Run(Arguments arguments)
    {
        (int simulations, int depth, int rounds) =
            (arguments.Number("simulations", 4), RunVerb.Even(arguments, 200), arguments.Number("rounds", 3));
        string[] options =
        [
            "--simulations", simulations.ToString(CultureInfo.InvariantCulture), "--depth", depth.ToString(CultureInfo.InvariantCulture),
        ];
        Rounds taken = Rounds.Take(rounds,
            ("obvious", () => Child.Measure("connected-obvious", options)), ("ours", () => Child.Measure("connected-ours", options)));
        Medians obvious = taken.Of("obvious", "seconds"), ours = taken.Of("ours", "seconds");
        Medians one = ours / ours;

        Table table = new("program", "seconds per simulation", "simulations/s", "obvious / it");
        table.Add("obvious, all defaults", obvious, one / obvious, one);
        table.Add("ours, all threads", ours, one / ours, obvious / ours);
        Console.WriteLine($"bn-ff, fully connected, width 512, batch 64, depth {depth}, {depth / 2} records, both ranks, {simulations} "
            + $"simulations; medians of {rounds} rounds [least, greatest]");
        table.Print(arguments);
        return 0;
    }
}
