namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>The operators that can be run. A further one is one new entry in the list of its family.</summary>
internal static class OperatorCatalog
{
    private static readonly Dictionary<(string Domain, string Name), Operator[]> Known = new Operator[][]
    {
        UnaryMath.All, BinaryMath.All, Comparisons.All, Variadic.All, Activations.All, Softmaxes.All, Reductions.All,
        Extremes.All, Products.All, Convolutions.All, Pools.All, GlobalPools.All, Norms.All, BatchNorms.All,
        Reshapes.All, Joins.All, Slices.All, Gathers.All, Scatters.All, Generators.All, Types.All, Pads.All,
        Resizes.All, Selections.All, Losses.All, MicrosoftOperators.All,
    }.SelectMany(family => family).GroupBy(entry => (entry.Domain, entry.Name))
        .ToDictionary(same => same.Key, same => same.ToArray());

    /// <summary>Every entry, for tests.</summary>
    public static IEnumerable<Operator> All => Known.Values.SelectMany(same => same);

    /// <summary>What runs a node; it must be supported.</summary>
    public static Operator Of(OnnxNode node) => Find(node)!;

    /// <summary>What is lacking to run a node, in words, or null.</summary>
    public static string? Lacking(OnnxNode node)
    {
        string name = node.Domain.Length == 0 ? node.OpType : $"{node.Domain}.{node.OpType}";
        if (node is { Domain: "", OpType: "If" }) return "If (its condition is no constant)";
        if (!Known.ContainsKey((node.Domain, node.OpType))) return name;
        return Find(node) is not { } known ? $"{name} (version {node.Version})"
            : known.Refusal(node) is { } reason ? $"{name} ({reason})" : null;
    }

    private static Operator? Find(OnnxNode node) => Known.GetValueOrDefault((node.Domain, node.OpType))?
        .FirstOrDefault(entry => entry.From <= node.Version && node.Version <= entry.To);
}
