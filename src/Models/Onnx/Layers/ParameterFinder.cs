using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Layers;

/// <summary>Recognises weights, biases and parameters of norms by the nodes that use them.</summary>
internal sealed class ParameterFinder
{
    private readonly IReadOnlyDictionary<string, Tensor> _constants;
    private readonly Dictionary<string, OnnxNode> _makers = [];
    private readonly Dictionary<string, List<OnnxNode>> _users = [];
    private readonly Dictionary<string, OnnxWeight> _weights = [];
    private readonly List<OnnxNorm> _norms = [];

    private ParameterFinder(IReadOnlyList<OnnxNode> nodes, IReadOnlyDictionary<string, Tensor> constants)
    {
        _constants = constants;
        foreach (OnnxNode node in nodes)
        {
            foreach (string output in node.Outputs) _makers[output] = node;
            foreach (string input in node.Inputs.Distinct())
            {
                if (!_users.TryGetValue(input, out List<OnnxNode>? users)) _users.Add(input, users = []);
                users.Add(node);
            }
        }
    }

    /// <summary>Finds them.</summary>
    /// <param name="nodes">The nodes that run.</param>
    /// <param name="constants">The constants, folded ones among them.</param>
    public static OnnxParameters Find(IReadOnlyList<OnnxNode> nodes, IReadOnlyDictionary<string, Tensor> constants)
    {
        ParameterFinder finder = new(nodes, constants);
        foreach (OnnxNode node in nodes) finder.Look(node);
        return new OnnxParameters([.. finder._weights.Values], finder._norms);
    }

    private void Look(OnnxNode node)
    {
        switch (node.OpType)
        {
            case "Conv" when Constant(node, 1) is { } name:
                Add(node, name, 0, 1, node.Attributes.Int("group", 1), Constant(node, 2) ?? AddedBehind(node, name));
                break;
            case "ConvTranspose" when Constant(node, 1) is { } name:
                Add(node, name, 1, 0, node.Attributes.Int("group", 1), Constant(node, 2) ?? AddedBehind(node, name));
                break;
            case "Gemm" when Constant(node, 1) is { } name:
                int outer = node.Attributes.Flag("transB") ? 0 : 1;
                Add(node, name, outer, 1 - outer, 1, Constant(node, 2));
                break;
            case "Gemm" when Constant(node, 0) is { } name:
                int rows = node.Attributes.Flag("transA") ? 1 : 0;
                Add(node, name, rows, 1 - rows, 1, Constant(node, 2));
                break;
            case "MatMul" when Constant(node, 1) is { } name:
                Add(node, name, -1, -2, 1, AddedBehind(node, name));
                break;
            case "MatMul" when Constant(node, 0) is { } name:
                Add(node, name, -2, -1, 1, null);
                break;
            case "BatchNormalization":
                Add(new OnnxNorm(node, Constant(node, 1), Constant(node, 2), Constant(node, 3), Constant(node, 4)));
                break;
            case "InstanceNormalization" or "LayerNormalization" or "GroupNormalization" or "RMSNormalization"
                or "SimplifiedLayerNormalization":
                Add(new OnnxNorm(node, Constant(node, 1), Constant(node, 2)));
                break;
            case "SkipLayerNormalization":
                Add(new OnnxNorm(node, Constant(node, 2), Constant(node, 3)));
                break;
            case "Div" when IsSpelledNorm(node):
                Add(SpelledNorm(node));
                break;
            default:
                break;
        }
    }

    private string? Constant(OnnxNode node, int input) =>
        input < node.Inputs.Count && _constants.TryGetValue(node.Inputs[input], out Tensor? value)
            && value.is_floating_point()
            ? node.Inputs[input]
            : null;

    private void Add(OnnxNode node, string name, int outAxis, int inAxis, long groups, string? bias)
    {
        long[] shape = _constants[name].shape;
        if (shape.Length < 2 || _weights.ContainsKey(name)) return;
        bool kernel = node.OpType is "Conv" or "ConvTranspose";
        _weights.Add(name, new OnnxWeight(name, node, shape, outAxis < 0 ? outAxis + shape.Length : outAxis,
            inAxis < 0 ? inAxis + shape.Length : inAxis)
        {
            Groups = Math.Max(1, groups),
            ReceptiveSize = kernel ? shape.Skip(2).Aggregate(1L, (product, size) => product * size) : 1,
            Bias = bias,
        });
    }

    private void Add(OnnxNorm norm)
    {
        if ((norm.Scale ?? norm.Offset ?? norm.Mean ?? norm.Variance) is not null) _norms.Add(norm);
    }

    private string? AddedBehind(OnnxNode node, string weight)
    {
        int spatial = node.OpType == "MatMul" ? 0 : _constants[weight].shape.Length - 2;
        return Behind(node, "Add") is { } add ? VectorBeside(add, node, Math.Max(0, spatial)) : null;
    }

    // The only user of a node's first output, if it is that operator.
    private OnnxNode? Behind(OnnxNode node, string operatorName) =>
        _users.TryGetValue(node.Outputs[0], out List<OnnxNode>? users) && users is [{ } only]
            && only.OpType == operatorName
            ? only
            : null;

    // A constant operand of one number a channel: all sizes are 1 but that before the spatial ones.
    private string? VectorBeside(OnnxNode node, OnnxNode maker, int spatial = 0)
    {
        int other = node.Inputs.Count == 2 && node.Inputs[0] == maker.Outputs[0] ? 1 : 0;
        if (Constant(node, other) is not { } name) return null;
        long[] shape = _constants[name].shape;
        return shape.Length > spatial && shape[^(spatial + 1)] == _constants[name].numel() ? name : null;
    }

    // (x - mean) / sqrt(mean of squares + epsilon)
    private bool IsSpelledNorm(OnnxNode node) => Maker(node, 1, "Sqrt") is { } root && Maker(root, 0, "Add") is { } sum
        && (Maker(sum, 0, "ReduceMean") ?? Maker(sum, 1, "ReduceMean")) is not null;

    private OnnxNode? Maker(OnnxNode node, int input, string operatorName) => input < node.Inputs.Count
        && _makers.TryGetValue(node.Inputs[input], out OnnxNode? maker) && maker.OpType == operatorName ? maker : null;

    private OnnxNorm SpelledNorm(OnnxNode division)
    {
        OnnxNode? scaling = Behind(division, "Mul");
        string? scale = scaling is null ? null : VectorBeside(scaling, division);
        OnnxNode last = scale is null ? division : scaling!;
        return new OnnxNorm(division, scale, Behind(last, "Add") is { } adding ? VectorBeside(adding, last) : null);
    }
}
