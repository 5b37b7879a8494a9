using System.Globalization;

namespace MomentsDnns.Models.Tests.NasBench;

/// <summary>Networks of NAS-Bench-201 with numbers that NASLib's published code gave of them, on CIFAR-10.</summary>
internal static class PublishedNetworks
{
    private const string Name = "nas_bench_201_proxies_491.csv";

    /// <summary>The encoding and a number by the name of its column; skips where the table is absent.</summary>
    public static IReadOnlyList<(string Cell, Func<string, double> Number)> OfCifar10()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(PathIn(folder))) folder = folder.Parent;
        Assert.SkipWhen(folder is null, $"no shared/reference/trainability/{Name} beside the checkout");
        string[] lines = File.ReadAllLines(PathIn(folder!)), header = lines[0].Split(',');
        List<(string, Func<string, double>)> networks = [];
        foreach (string line in lines.Skip(1).Where(l => l.StartsWith("cifar10,", StringComparison.Ordinal)))
        {
            // The second cell is quoted and holds commas.
            string[] parts = line.Split('"');
            string[] cells = ["cifar10", parts[1], .. parts[2][1..].Split(',')];
            networks.Add((parts[1], column => double.Parse(cells[Array.IndexOf(header, column)], CultureInfo.InvariantCulture)));
        }

        return networks;
    }

    private static string PathIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "shared", "reference", "trainability", Name);
}
