using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Obvious;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>The 3 x 3 convolution alone, at the three boundaries.</summary>
internal sealed class ConvolutionVerb : IVerb
{
    public string Name => "convolution";

    public string Usage => "[--setting paper|quick] [--rounds 3] [--repeats N] [--date DATE]";

    public IReadOnlyList<string> Options => ["setting", "rounds", "repeats", "date"];

    public int Run(Arguments arguments)
    {
        Setting setting = Setting.Of(arguments);
        int rounds = arguments.Number("rounds", 3);
        string repeats = arguments.Number("repeats", setting.Name == "paper" ? 5 : 50).ToString(CultureInfo.InvariantCulture);
        string[] options = ["--setting", setting.Name, "--layers", repeats];
        Rounds taken = Rounds.Take(rounds,
            ("two", () => Child.Measure("convolution-obvious", options)),
            ("stacked", () => Child.Measure("convolution-stacked", options)),
            ("ours", () => Child.Measure("convolution-ours", options)));

        Table table = new("boundary", "two pads, two conv2d (ms)", "stacked: one of each (ms)", "ours (ms)", "two / ours", "stacked / ours");
        foreach (string boundary in Enum.GetNames<ObviousBoundary>())
        {
            Medians two = taken.Of("two", boundary), stacked = taken.Of("stacked", boundary), ours = taken.Of("ours", boundary);
            table.Add(boundary.ToLowerInvariant(), two, stacked, ours, two / ours, stacked / ours);
        }

        Console.WriteLine($"{setting.Name}: batch {setting.Batch}, width {setting.Width}; medians of {rounds} rounds [least, greatest]");
        table.Print(arguments);
        return 0;
    }
}
