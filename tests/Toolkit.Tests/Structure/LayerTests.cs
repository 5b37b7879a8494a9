using System.Text.RegularExpressions;

namespace MomentsDnns.Toolkit.Tests.Structure;

/// <summary>The house's layers point one way: what each folder of an assembly may name. See CONTRIBUTING.md.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> AllowedOfArchitectures = new()
    {
        ["Lanes"] = [],
        ["Numerics"] = [],
        ["Text"] = [],
        ["Random"] = ["Numerics"],
        ["Twins"] = ["Numerics"],
        ["Activations"] = ["Numerics", "Text", "Twins"],
        ["Convolutions"] = ["Lanes", "Numerics"],
        ["Initialization"] = ["Numerics", "Random"],
        ["Layers"] = ["Convolutions", "Initialization", "Numerics", "Random", "Twins"],
        ["Normalization"] = ["Initialization", "Layers", "Numerics", "Random", "Twins"],
        ["Networks"] =
            ["Activations", "Convolutions", "Initialization", "Layers", "Normalization", "Numerics", "Random", "Text", "Twins"],
    };

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
        ["Training"] = ["Datasets", "Limits", "Propagation", "Results", "Statistics"],
        ["Ranking"] = ["Analysis", "Datasets", "Limits", "Propagation", "Results", "Training"],
        ["Sweeps"] = ["Analysis", "Plotting", "Propagation", "Results", "Training"],
        ["Reproduction"] = ["Analysis", "Datasets", "Plotting", "Propagation", "Results", "Theory", "Training"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["TorchSharp"] = ["Propagation", "Reproduction", "Statistics", "Training"],
        ["ScottPlot"] = ["Plotting"],
        ["SkiaSharp"] = ["Plotting", "Datasets"],
        ["Parquet"] = ["Results"],
        ["Microsoft.Data"] = ["Analysis"],
        ["Microsoft.ML"] = ["Analysis"],
    };

    [Fact]
    public void Folders_NameOnlyLayersBelow()
    {
        List<string> wrong = [];
        foreach ((string folder, string file, string used) in Names("Toolkit", Allowed.Keys, NamespaceName()))
        {
            if (Allowed.ContainsKey(used) && used != folder && !Allowed[folder].Contains(used)) wrong.Add($"{file} names {used}");
            if (AllowedPackages.TryGetValue(used, out string[]? folders) && !folders.Contains(folder)) wrong.Add($"{file} names {used}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void FoldersOfArchitectures_NameOnlyLayersBelow() => Assert.Empty(Names("Architectures", AllowedOfArchitectures.Keys, FolderName())
        .Where(n => n.Used != n.Folder && !AllowedOfArchitectures[n.Folder].Contains(n.Used)).Select(n => $"{n.File} names {n.Used}"));

    // What is allowed has an order: no folder is above one that is above it.
    [Fact]
    public void Layers_HaveNoCycle()
    {
        foreach (Dictionary<string, string[]> layers in new[] { Allowed, AllowedOfArchitectures })
        {
            HashSet<string> below = [];
            while (below.Count < layers.Count)
            {
                string[] next = [.. layers.Keys.Where(f => !below.Contains(f) && layers[f].All(below.Contains))];
                Assert.NotEmpty(next);
                below.UnionWith(next);
            }
        }
    }

    [Fact]
    public void Folders_AreAllKnownHere()
    {
        Assert.Equal(Allowed.Keys.Order(), FoldersOf("Toolkit"));
        Assert.Equal(AllowedOfArchitectures.Keys.Order(), FoldersOf("Architectures"));
    }

    private static IEnumerable<string?> FoldersOf(string assembly) =>
        Directory.GetDirectories(Source(assembly)).Select(Path.GetFileName).Where(d => d is not ("bin" or "obj")).Order();

    private static IEnumerable<(string Folder, string File, string Used)> Names(string assembly, IEnumerable<string> folders, Regex name)
    {
        string source = Source(assembly);
        foreach (string folder in folders)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(source, folder), "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match match in name.Matches(File.ReadAllText(file)))
                    yield return (folder, Path.GetRelativePath(source, file), match.Groups[1].Value);
            }
        }
    }

    private static string Source(string assembly) => Path.Combine(Repository.Folder, "src", assembly);

    [GeneratedRegex(@"^using (?:static )?MomentsDnns\.Architectures\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex FolderName();

    [GeneratedRegex(@"^(?:using (?:static )?)(?:MomentsDnns\.)?(Datasets|Limits|Results|Statistics|Propagation|Analysis|Theory|Plotting|Reporting|Reproduction|Ranking|Sweeps|Training|TorchSharp|ScottPlot|SkiaSharp|Parquet|Microsoft\.Data|Microsoft\.ML)\b", RegexOptions.Multiline)]
    private static partial Regex NamespaceName();
}
