using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Comparison.Measures;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>How our time grows with depth, width, batch and simulations.</summary>
internal sealed class GrowthVerb : IVerb
{
    public string Name => "growth";

    public string Usage => $"[--kind {string.Join('|', GrowthMeasure.Sizes.Keys)}] [--architecture vanilla|bn-ff|bn-res] "
        + "[--rounds 3] [--date DATE]";

    public IReadOnlyList<string> Options => ["kind", "architecture", "rounds", "date"];

    public int Run(Arguments arguments)
    {
        Architecture architecture = Architecture.Of(arguments, "bn-ff");
        int rounds = arguments.Number("rounds", 3);
        IEnumerable<string> kinds = arguments.Text("kind") is null
            ? GrowthMeasure.Sizes.Keys
            : [arguments.Choice("kind", "", GrowthMeasure.Sizes.Keys)];

        Table table = new("kind", "sizes: seconds", "exponent", "standard error");
        foreach (string kind in kinds)
        {
            Rounds taken = Rounds.Take(rounds,
                (kind, () => Child.Measure("growth", "--kind", kind, "--architecture", architecture.Name)));
            int[] sizes = GrowthMeasure.Sizes[kind];
            double[] seconds = [.. sizes.Select(size => taken.Of(kind, Text(size)).Median)];
            PowerLaw law = PowerLaw.Fit([.. sizes.Select(size => (double)size)], seconds);
            table.Add(kind, string.Join(", ", sizes.Zip(seconds, (size, time) => $"{size}: {time.ToString("G3", CultureInfo.InvariantCulture)}")),
                law.Exponent.ToString("0.000", CultureInfo.InvariantCulture), law.StandardError.ToString("0.000", CultureInfo.InvariantCulture));
        }

        Console.WriteLine($"{architecture.Name}, kernel 3, every second depth recorded, both ranks; start-up and warm-up not in the times; "
            + $"medians of {rounds} rounds; time = c * size^exponent by least squares on logarithms");
        table.Print(arguments);
        return 0;
    }

    private static string Text(int size) => size.ToString(CultureInfo.InvariantCulture);
}
