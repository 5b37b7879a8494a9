using System.Globalization;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>Names of runs that say in what they differ from each other, and nothing else.</summary>
public static class RunLabels
{
    // What changes no law, or follows from another option.
    private static readonly HashSet<string> Incidental = ["dataset-fingerprint", "records", "seed", "effective-rank", "convolution"];

    private static readonly Dictionary<string, Func<string, string>> Words = new()
    {
        ["topology"] = v => v,
        ["norm"] = v => PrintedNames.Of("norm", v),
        ["norm-groups"] = v => v + " groups",
        ["norm-statistics"] = v => v + " statistics",
        ["norm-epsilon"] = v => "ε = " + v,
        ["activation"] = v => PrintedNames.Of("activation", v),
        ["residual-depth"] = v => "H = " + v,
        ["kernel-size"] = v => v == "1" ? "fully connected" : $"kernel {v} × {v}",
        ["batch-size"] = v => "batch " + v,
        ["init"] = v => PrintedNames.Of("init", v),
        ["weight-variance"] = v => "σ_w² = " + v,
        ["bias-variance"] = v => "σ_b² = " + v,
        ["dataset"] = v => PrintedNames.Of("dataset", v),
        ["noise-amplitude"] = v => "a = " + v,
    };

    /// <summary>
    /// One label for each run, in order; equal ones are numbered. Imported results whose configuration nobody declared are named by their file, for their
    /// options are not known; the others by what they differ in among themselves.
    /// </summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunResults> runs)
    {
        RunResults[] known = [.. runs.Where(r => r.HasConfiguration)];
        Queue<string> labels = new(known.Length == 0 ? [] : known.Length == 1 && runs.Count > 1 ? ["measured"] : Of([.. known.Select(r => r.Configuration)]));
        return Numbered([.. runs.Select(r => r.HasConfiguration ? labels.Dequeue() : r.Imported?.File ?? "")]);
    }

    /// <summary>One label for each configuration, in order; equal ones are numbered.</summary>
    /// <param name="configurations">The configurations.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<ExperimentConfiguration> configurations)
    {
        List<OrderedDictionary<string, string>> options = [.. configurations.Select(ByOption)];
        string[] differing =
        [
            .. options[0].Keys.Where(name => !Incidental.Contains(name) && options.Select(o => o[name]).Distinct().Count() > 1),
        ];
        return Numbered([.. options.Select(o => Describe(o, differing))]);
    }

    private static IReadOnlyList<string> Numbered(string[] labels) =>
        [.. labels.Select((label, i) => labels.Count(l => l == label) == 1 && label.Length > 0
            ? label
            : $"{(label.Length == 0 ? "run" : label)} ({labels.Take(i + 1).Count(l => l == label)})")];

    private static OrderedDictionary<string, string> ByOption(ExperimentConfiguration configuration)
    {
        OrderedDictionary<string, string> options = [];
        foreach ((string path, string value) in ExperimentJson.Flatten(configuration)) options[path[(path.LastIndexOf('.') + 1)..]] = value;
        return options;
    }

    private static string Describe(OrderedDictionary<string, string> options, IEnumerable<string> differing) =>
        string.Join(", ", differing.Where(name => HasMeaning(name, options)).Select(name => Word(name, options[name])));

    // Options of another architecture, and those left out, say nothing about a run.
    private static bool HasMeaning(string name, OrderedDictionary<string, string> options) => name switch
    {
        "norm-groups" => options["norm"] == "group",
        "norm-epsilon" or "norm-statistics" => options["norm"] != "none",
        "residual-depth" => options["topology"] == "residual",
        "boundary" => options["kernel-size"] != "1",
        "norm" or "noise-amplitude" => true,
        _ => options[name] != "none",
    };

    private static string Word(string name, string value)
    {
        if (name == "noise-amplitude" && value == "none") return "tangent";
        bool isNumber = double.TryParse(value, CultureInfo.InvariantCulture, out double number);
        // Radii are roots as a rule: four digits name them.
        if (isNumber) value = number.ToString("G4", CultureInfo.InvariantCulture);
        return Words.TryGetValue(name, out Func<string, string>? word) ? word(value)
            : isNumber ? $"{name.Replace('-', ' ')} {value}" : value;
    }
}
