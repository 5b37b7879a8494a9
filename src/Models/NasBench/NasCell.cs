using System.Globalization;

namespace MomentsDnns.Models.NasBench;

/// <summary>
/// A cell of NAS-Bench-201 (Dong and Yang 2020): four nodes, an operation on each of the six edges between them. Node 1
/// is the input; every other node is the sum over its edges; node 4 is the output. Equal by its operations.
/// </summary>
public sealed class NasCell : IEquatable<NasCell>
{
    /// <summary>How many edges there are.</summary>
    public const int Edges = 6;

    private static readonly string[] Words =
        ["skip_connect", "none", "nor_conv_3x3", "nor_conv_1x1", "avg_pool_3x3"];

    // Where the edges of the usual string, node by node, stand in the encoding.
    private static readonly int[][] OfNodes = [[0], [1, 3], [2, 4, 5]];

    /// <summary>A cell of six operations.</summary>
    /// <param name="operations">
    /// On the edges (1,2), (1,3), (1,4), (2,3), (2,4), (3,4), in this order, which is NASLib's.
    /// </param>
    /// <exception cref="ArgumentException">They are not six.</exception>
    public NasCell(IReadOnlyList<NasOperation> operations)
    {
        if (operations.Count != Edges)
        {
            throw new ArgumentException($"{operations.Count} operations: a cell has {Edges} edges; give one for each",
                nameof(operations));
        }

        Operations = [.. operations];
    }

    /// <summary>The operations on the edges (1,2), (1,3), (1,4), (2,3), (2,4), (3,4).</summary>
    public IReadOnlyList<NasOperation> Operations { get; }

    /// <summary>The operation on the edge from one node to a later one, both from 1 to 4.</summary>
    /// <param name="from">The earlier node.</param>
    /// <param name="to">The later node.</param>
    public NasOperation this[int from, int to] => Operations[EdgeOf(from, to)];

    /// <summary>The cell as tables of accuracy write it, such as <c>(4,3,2,1,0,2)</c>.</summary>
    public string Encoding =>
        $"({string.Join(',', Operations.Select(o => ((int)o).ToString(CultureInfo.InvariantCulture)))})";

    /// <summary>The cell as the benchmark writes it: <c>|nor_conv_3x3~0|+|none~0|skip_connect~1|+..</c></summary>
    public string Text => string.Join('+', OfNodes.Select(edges => $"|{string.Join('|',
        edges.Select((edge, from) => $"{Words[(int)Operations[edge]]}~{from}"))}|"));

    /// <summary>Reads a cell in either form.</summary>
    /// <param name="text">Such as <c>(4, 3, 2, 1, 0, 2)</c>, or the benchmark's string.</param>
    /// <returns>The cell; null where it is none.</returns>
    public static NasCell? Parse(string text)
    {
        string trimmed = text.Trim();
        return trimmed.StartsWith('(') ? OfEncoding(trimmed) : OfText(trimmed);
    }

    /// <summary>The index of an edge in <see cref="Operations"/>.</summary>
    internal static int EdgeOf(int from, int to) => from switch
    {
        1 => to - 2,
        2 => to,
        _ => 5,
    };

    /// <inheritdoc/>
    public bool Equals(NasCell? other) => other is not null && Operations.SequenceEqual(other.Operations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NasCell);

    /// <inheritdoc/>
    public override int GetHashCode() => Encoding.GetHashCode(StringComparison.Ordinal);

    /// <summary>The encoding.</summary>
    public override string ToString() => Encoding;

    private static NasCell? OfEncoding(string text)
    {
        if (!text.EndsWith(')')) return null;
        string[] words = text[1..^1].Split(',', StringSplitOptions.TrimEntries);
        if (words.Length != Edges) return null;
        NasOperation[] operations = new NasOperation[Edges];
        for (int i = 0; i < Edges; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || number >= Words.Length)
                return null;
            operations[i] = (NasOperation)number;
        }

        return new(operations);
    }

    private static NasCell? OfText(string text)
    {
        string[] nodes = text.Split('+');
        if (nodes.Length != OfNodes.Length) return null;
        NasOperation[] operations = new NasOperation[Edges];
        for (int node = 0; node < nodes.Length; node++)
        {
            if (nodes[node] is not ['|', .., '|']) return null;
            string[] edges = nodes[node][1..^1].Split('|');
            if (edges.Length != OfNodes[node].Length) return null;
            for (int from = 0; from < edges.Length; from++)
            {
                string suffix = $"~{from}";
                if (!edges[from].EndsWith(suffix, StringComparison.Ordinal)) return null;
                int found = Array.IndexOf(Words, edges[from][..^suffix.Length]);
                if (found < 0) return null;
                operations[OfNodes[node][from]] = (NasOperation)found;
            }
        }

        return new(operations);
    }
}
