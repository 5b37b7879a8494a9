using MomentsDnns.Models.Onnx.Format;

namespace MomentsDnns.Models.Onnx.Flow;

/// <summary>The tables of floating numbers from which a network takes rows by its tokens.</summary>
internal sealed class TokenEmbeddings
{
    // What hands numbers on, so that they are tokens behind it too.
    private static readonly HashSet<string> Handing =
        ["Cast", "Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze"];

    // What leads from rows of tables to their sum.
    private static readonly HashSet<string> Adding = ["Add", "Cast", "Dropout", "Identity", "Mul", "Sum"];

    private readonly OnnxModel _model;
    private readonly Dictionary<string, TensorData> _constants;

    private TokenEmbeddings(OnnxModel model) => (_model, _constants) = (model, model.Graph.Constants);

    /// <summary>How many tokens there are, the rows of the smallest table; null where none is seen.</summary>
    public int? Vocabulary { get; private set; }

    /// <summary>
    /// The nodes behind which a signal may begin: the sum of embeddings, and the table's rows; of each table.
    /// </summary>
    public IReadOnlyList<OnnxNode> Starts { get; private set; } = [];

    /// <summary>Follows the tokens.</summary>
    /// <param name="model">The network, whose first input they are.</param>
    public static TokenEmbeddings Find(OnnxModel model)
    {
        TokenEmbeddings found = new(model);
        found.Follow();
        return found;
    }

    private void Follow()
    {
        HashSet<string> tokens = [_model.Inputs[0].Name];
        List<OnnxNode> starts = [];
        foreach (OnnxNode node in _model.Nodes)
        {
            if (Handing.Contains(node.OpType) && tokens.Contains(node.Inputs[0])) tokens.UnionWith(node.Outputs);
            if (node.OpType != "Gather" || !tokens.Contains(node.Inputs[1]) || TableOf(node) is not { } table) continue;
            Vocabulary = Math.Min(Vocabulary ?? int.MaxValue, checked((int)table.Dims[0]));
            OnnxNode sum = SumBehind(node);
            starts.AddRange(sum == node ? [node] : [sum, node]);
        }

        Starts = [.. starts.Distinct()];
    }

    private TensorData? TableOf(OnnxNode node) => node.Attributes.Int("axis", 0) == 0
        && _constants.TryGetValue(node.Inputs[0], out TensorData? table) && table.Type.IsFloating()
        && table.Dims is [> 0 and <= int.MaxValue, _] ? table : null;

    // As far as one node alone takes what is before it.
    private OnnxNode SumBehind(OnnxNode table)
    {
        OnnxNode last = table, at = table;
        while (UserOf(at) is { } user && Adding.Contains(user.OpType))
        {
            at = user;
            if (user.OpType is "Add" or "Mul" or "Sum") last = user;
        }

        return last;
    }

    private OnnxNode? UserOf(OnnxNode node)
    {
        OnnxNode[] users = [.. _model.Nodes.Where(user => user.Inputs.Contains(node.Outputs[0])).Take(2)];
        return users is [var only] ? only : null;
    }
}
