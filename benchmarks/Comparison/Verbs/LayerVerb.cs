using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>One whole layer, ours against the obvious one and against our matrix products alone.</summary>
internal sealed class LayerVerb : IVerb
{
    public string Name => "layer";

    public string Usage =>
        "[--setting paper|quick] [--architecture vanilla|bn-ff|bn-res] [--rounds 3] [--layers N] [--date DATE]";

    public IReadOnlyList<string> Options => ["setting", "architecture", "rounds", "layers", "date"];

    public int Run(Arguments arguments)
    {
        Setting setting = Setting.Of(arguments);
        IEnumerable<Architecture> architectures = arguments.Text("architecture") is null
            ? Architecture.All
            : [Architecture.Of(arguments, "")];
        int rounds = arguments.Number("rounds", 3);
        string layers = arguments.Number("layers", setting.Name == "paper" ? 10 : 100).ToString(CultureInfo.InvariantCulture);

        Table table = new("architecture", "milliseconds of", "obvious", "ours", "obvious / ours", "products", "ours / products");
        foreach (Architecture architecture in architectures)
        {
            string[] options = ["--setting", setting.Name, "--architecture", architecture.Name, "--layers", layers];
            Console.Error.WriteLine($"{architecture.Name}, {setting.Name}");
            Rounds taken = Rounds.Take(rounds,
                ("obvious", () => Child.Measure("layer-obvious", options)),
                ("ours", () => Child.Measure("layer-ours", options)),
                ("products", () => Child.Measure("products", "--setting", setting.Name, "--layers", layers)));
            AddRows(table, architecture, taken);
        }

        Console.WriteLine($"{setting.Name}: batch {setting.Batch}, width {setting.Width}; medians of {rounds} rounds [least, greatest], "
            + "ratios taken within a round; average: of a recorded and a plain one");
        table.Print(arguments);
        return 0;
    }

    private static void AddRows(Table table, Architecture architecture, Rounds taken)
    {
        string what = architecture.IsResidual ? "unit" : "layer";
        (Medians recorded, Medians plain) obvious = Times("obvious"), ours = Times("ours");
        Medians products = taken.Of("products", "products");
        AddRow($"recorded {what}", obvious.recorded, ours.recorded, architecture.Convolutions);
        AddRow($"plain {what}", obvious.plain, ours.plain, architecture.Convolutions);
        Medians obviousAverage = Average(obvious), oursAverage = Average(ours);
        AddRow($"average {what}", obviousAverage, oursAverage, architecture.Convolutions);
        if (architecture.IsResidual)
            AddRow("average layer", obviousAverage / architecture.Convolutions, oursAverage / architecture.Convolutions, 1);

        (Medians, Medians) Times(string program) => (taken.Of(program, "recorded"), taken.Of(program, "plain"));

        static Medians Average((Medians Recorded, Medians Plain) times) => (times.Recorded + times.Plain) / 2;

        void AddRow(string row, Medians theirs, Medians our, int convolutions)
        {
            Medians both = products / (1.0 / convolutions);
            table.Add(architecture.Name, row, theirs, our, theirs / our, both, our / both);
        }
    }
}
