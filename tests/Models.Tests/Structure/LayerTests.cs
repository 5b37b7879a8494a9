using System.Text.RegularExpressions;

namespace MomentsDnns.Models.Tests.Structure;

/// <summary>What each folder of the reader of ONNX files may name; arrows point one way.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Format"] = [],
        ["Layers"] = [],
        ["Operators"] = ["Format"],
        ["Flow"] = ["Format", "Operators"],
        ["Loading"] = ["Format", "Operators"],
        ["Execution"] = ["Format", "Loading", "Operators"],
    };

    [Fact]
    public void Folders_NameOnlyLayersBelow()
    {
        string source = Source();
        Assert.Equal(Allowed.Keys.Order(), Directory.GetDirectories(source).Select(Path.GetFileName).Order());
        List<string> wrong = [];
        foreach ((string folder, string[] below) in Allowed)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(source, folder), "*.cs"))
            {
                wrong.AddRange(Used().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                    .Where(used => used != folder && !below.Contains(used)).Select(used => $"{file} names {used}"));
            }
        }

        Assert.Empty(wrong);
    }

    private static string Source()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "Models", "Onnx");
    }

    [GeneratedRegex(@"^using (?:static )?MomentsDnns\.Models\.Onnx\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Used();
}
