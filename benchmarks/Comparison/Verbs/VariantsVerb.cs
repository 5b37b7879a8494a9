using System.Globalization;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>One whole feedforward layer with each norm and with each activation, against batch norm and ReLU.</summary>
internal sealed class VariantsVerb : IVerb
{
    private const string Usual = "batch, relu";

    public string Name => "variants";

    public string Usage => "[--setting paper|quick] [--rounds 3] [--layers N] [--date DATE]";

    public IReadOnlyList<string> Options => ["setting", "rounds", "layers", "date"];

    public int Run(Arguments arguments)
    {
        Setting setting = Setting.Of(arguments);
        int rounds = arguments.Number("rounds", 3);
        string layers = arguments.Number("layers", setting.Name == "paper" ? 10 : 100).ToString(CultureInfo.InvariantCulture);
        (string Norm, string Activation)[] variants =
        [
            .. Variant.Norms.Select(n => (n, "relu")), .. ActivationCatalog.All.Skip(1).Select(a => ("batch", a.Name)),
        ];
        Rounds taken = Rounds.Take(rounds, [.. variants.Select(v => ($"{v.Norm}, {v.Activation}", (Func<Dictionary<string, double>>)(() =>
            Child.Measure("layer-ours", "--setting", setting.Name, "--architecture", "bn-ff", "--layers", layers, "--norm", v.Norm, "--activation", v.Activation))))]);

        Table table = new("norm, activation", "recorded, ms", "plain, ms", "average / average of batch, relu");
        Medians usual = Average(Usual);
        foreach ((string norm, string activation) in variants)
        {
            string name = $"{norm}, {activation}";
            table.Add(name, taken.Of(name, "recorded"), taken.Of(name, "plain"), Average(name) / usual);
        }

        Console.WriteLine($"{setting.Name}: batch {setting.Batch}, width {setting.Width}; medians of {rounds} rounds [least, greatest], "
            + "ratios taken within a round");
        table.Print(arguments);
        return 0;

        Medians Average(string name) => (taken.Of(name, "recorded") + taken.Of(name, "plain")) / 2;
    }
}
