using MomentsDnns.Models.Onnx;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>
/// A language model of one layer as exporters write it: rows of a table by tokens, plus positions, a norm, attention of two
/// heads under a mask, a feed-forward branch, and their skips.
/// </summary>
internal static class SmallBert
{
    public const int Vocabulary = 11, Length = 5, Width = 8;

    private const int Heads = 2, Inner = 12;

    /// <summary>The network; its nodes are named by their outputs.</summary>
    /// <param name="tokens">What tokens pass before the table: of an exporter nothing, of others a product.</param>
    public static TestGraph Graph(string tokens = "ids")
    {
        TestGraph graph = new TestGraph().Input("ids", ElementType.Int64, -1, Length).Input("attention_mask", ElementType.Int64, -1, Length)
            .Output("y")
            .Numbers("table", [Vocabulary, Width], Waves(Vocabulary * Width, 1.7f)).Numbers("positions", [Length, Width], Waves(Length * Width, 0.9f))
            .Integers("places", [.. Enumerable.Range(0, Length).Select(i => (long)i)]).Integers("two", 2)
            .Numbers("scale", [Width], Waves(Width, 0.3f)).Numbers("shift", [Width], Waves(Width, 2.1f))
            .Integers("heads", 0, Length, Heads, Width / Heads).Integers("whole", 0, Length, Width).Integers("axes", 1, 2)
            .Numbers("one", [1], 1).Numbers("far", [1], -100)
            .Numbers("up", [Width, Inner], Waves(Width * Inner, 1.1f)).Numbers("down", [Inner, Width], Waves(Inner * Width, 1.3f))
            .Node("Mul", "ids two", "doubled").Node("Gather", $"table {tokens}", "rows").Node("Gather", "positions places", "placed").Node("Add", "rows placed", "embedded")
            .Node("LayerNormalization", "embedded scale shift", "normed", TestGraph.Int("axis", -1))
            .Node("Cast", "attention_mask", "seen", TestGraph.Int("to", 1)).Node("Sub", "one seen", "unseen").Node("Mul", "unseen far", "far_away")
            .Node("Unsqueeze", "far_away axes", "mask");
        foreach ((string part, float wave) in new[] { ("q", 1.9f), ("k", 2.3f), ("v", 0.7f), ("o", 1.5f) }) graph.Numbers($"w_{part}", [Width, Width], Waves(Width * Width, wave));
        foreach (string part in new[] { "q", "k", "v" })
        {
            graph.Node("MatMul", $"normed w_{part}", $"{part}_flat").Node("Reshape", $"{part}_flat heads", $"{part}_split")
                .Node("Transpose", $"{part}_split", part, TestGraph.Ints("perm", part == "k" ? [0, 2, 3, 1] : [0, 2, 1, 3]));
        }

        graph.Node("MatMul", "q k", "scores").Node("Add", "scores mask", "masked").Node("Softmax", "masked", "weights", TestGraph.Int("axis", -1))
            .Node("MatMul", "weights v", "context").Node("Transpose", "context", "context_back", TestGraph.Ints("perm", 0, 2, 1, 3))
            .Node("Reshape", "context_back whole", "joined").Node("MatMul", "joined w_o", "attended").Node("Add", "attended embedded", "after_attention")
            .Node("MatMul", "after_attention up", "inner").Node("Gelu", "inner", "active").Node("MatMul", "active down", "outer")
            .Node("Add", "outer after_attention", "y");
        graph.Model.OpsetImport[0].Version = 20;
        foreach (MomentsDnns.Models.Onnx.Format.NodeProto node in graph.Graph.Node) node.Name = node.Output[0];
        return graph;
    }

    private static float[] Waves(int count, float wave) => [.. Enumerable.Range(1, count).Select(i => 0.5f * MathF.Sin(i * wave * 1.37f))];
}
