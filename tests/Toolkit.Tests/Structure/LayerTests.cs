using System.Text.RegularExpressions;

namespace MomentsDnns.Toolkit.Tests.Structure;

/// <summary>The house's layers point one way: what each folder of the toolkit may name. See CONTRIBUTING.md.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Limits"] = [],
        ["Datasets"] = ["Limits"],
        ["Results"] = ["Limits"],
        ["Statistics"] = ["Results"],
        ["Propagation"] = ["Datasets", "Limits", "Results", "Statistics", "Theory"],
        ["Analysis"] = ["Results", "Theory"],
        ["Theory"] = [],
        ["Plotting"] = ["Analysis", "Results", "Theory"],
        ["Reporting"] = ["Analysis", "Plotting", "Results", "Theory"],
        ["Sweeps"] = ["Analysis", "Plotting", "Propagation", "Results"],
        ["Reproduction"] = ["Analysis", "Datasets", "Plotting", "Propagation", "Results", "Theory"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["TorchSharp"] = ["Propagation", "Reproduction", "Statistics"],
        ["ScottPlot"] = ["Plotting"],
        ["SkiaSharp"] = ["Plotting", "Datasets"],
        ["Parquet"] = ["Results"],
        ["Microsoft.Data"] = ["Analysis"],
    };

    [Fact]
    public void Folders_NameOnlyLayersBelow()
    {
        List<string> wrong = [];
        foreach ((string folder, string file, string used) in Names())
        {
            if (Allowed.ContainsKey(used) && used != folder && !Allowed[folder].Contains(used)) wrong.Add($"{file} names {used}");
            if (AllowedPackages.TryGetValue(used, out string[]? folders) && !folders.Contains(folder)) wrong.Add($"{file} names {used}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Folders_AreAllKnownHere() =>
        Assert.Equal(Allowed.Keys.Order(), Directory.GetDirectories(Source()).Select(Path.GetFileName).Where(d => d is not ("bin" or "obj")).Order());

    private static IEnumerable<(string Folder, string File, string Used)> Names()
    {
        string source = Source();
        foreach (string folder in Allowed.Keys)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(source, folder), "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match match in NamespaceName().Matches(File.ReadAllText(file)))
                    yield return (folder, Path.GetRelativePath(source, file), match.Groups[1].Value);
            }
        }
    }

    private static string Source() => Path.Combine(Repository.Folder, "src", "Toolkit");

    [GeneratedRegex(@"^(?:using (?:static )?)(?:MomentsDnns\.)?(Datasets|Limits|Results|Statistics|Propagation|Analysis|Theory|Plotting|Reporting|Reproduction|Sweeps|TorchSharp|ScottPlot|SkiaSharp|Parquet|Microsoft\.Data)\b", RegexOptions.Multiline)]
    private static partial Regex NamespaceName();
}
