using MomentsDnns.Architectures.Networks;
using MomentsDnns.Models.Onnx.Flow;
using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>Which nodes are sites, and what they are to the layers around them.</summary>
internal sealed class OnnxSites
{
    private static readonly HashSet<string> Reshaping =
        ["Cast", "CastLike", "Dropout", "Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze"];

    private static readonly HashSet<string> Norms =
    [
        "BatchNormalization", "GroupNormalization", "InstanceNormalization", "LayerNormalization", "LpNormalization",
        "LRN", "MeanVarianceNormalization", "RMSNormalization", "SimplifiedLayerNormalization",
        "SkipLayerNormalization",
    ];

    private static readonly HashSet<string> Activations =
    [
        "BiasGelu", "Celu", "Clip", "Elu", "Erf", "FastGelu", "Gelu", "HardSigmoid", "HardSwish", "Hardmax",
        "LeakyRelu",
        "LogSoftmax", "Mish", "PRelu", "QuickGelu", "Relu", "Selu", "Sigmoid", "Softmax", "Softplus", "Softsign",
        "Swish", "Tanh", "ThresholdedRelu",
    ];

    // The channels of these are the second axis, of those below the last, whatever came before.
    private static readonly HashSet<string> BySecond =
        ["BatchNormalization", "Conv", "ConvTranspose", "GroupNormalization", "InstanceNormalization"];

    private static readonly HashSet<string> ByLast =
        ["LayerNormalization", "MatMul", "RMSNormalization", "SimplifiedLayerNormalization", "SkipLayerNormalization"];

    private readonly List<TracedSite> _sites = [];
    private readonly Dictionary<string, (ChannelAxis Axis, long Channels, int Axes)> _layouts = [];
    private readonly Dictionary<string, int> _makers = [];
    private readonly HashSet<OnnxNode> _linear;

    private OnnxSites(OnnxFunction function) => _linear = [.. function.Weights.Select(weight => weight.Node)];

    /// <summary>Finds the sites by a pass.</summary>
    /// <param name="function">The network.</param>
    /// <param name="flow">Where the signal goes.</param>
    /// <param name="run">Runs the network on an input.</param>
    /// <param name="input">A sample of inputs.</param>
    /// <param name="siteOf">Receives the index of each node that is a site.</param>
    public static IReadOnlyList<TracedSite> Find(OnnxFunction function, SignalFlow flow,
        Action<Tensor, Action<OnnxNode, int, Tensor>> run, Tensor input, Dictionary<OnnxNode, int> siteOf)
    {
        using IDisposable noGradients = no_grad();
        OnnxSites found = new(function);
        using (input)
        {
            long count = input.shape[0];
            run(input, (node, place, value) =>
            {
                if (place == 0 && flow.Reaches(node)) found.Look(node, value, count, siteOf);
            });
        }

        return found._sites;
    }

    private void Look(OnnxNode node, Tensor value, long count, Dictionary<OnnxNode, int> siteOf)
    {
        string from = node.Inputs.FirstOrDefault(name => _makers.ContainsKey(name)) ?? "";
        if (_makers.TryGetValue(from, out int before))
        {
            SiteRoles given = Norms.Contains(node.OpType) ? SiteRoles.NormInput
                : Activations.Contains(node.OpType) ? SiteRoles.PreActivation : SiteRoles.None;
            _sites[before] = _sites[before] with { Roles = _sites[before].Roles | given };
        }

        string output = node.Outputs[0];
        if (value.Dimensions is < 2 or > 5 || value.shape[0] == 0 || value.shape[0] % count != 0) return;
        ChannelAxis axis = AxisOf(node, value);
        _layouts[output] = (axis, ChannelsAt(value, axis), (int)value.Dimensions);
        if (Reshaping.Contains(node.OpType))
        {
            if (from.Length > 0) _makers[output] = before;
            return;
        }

        _makers[output] = siteOf[node] = _sites.Count;
        _sites.Add(new(NameOf(node), node.OpType, RolesOf(node), axis));
    }

    /// <summary>The name of the site that a node is.</summary>
    /// <param name="node">The node.</param>
    public static string NameOf(OnnxNode node) => node.Name.TrimStart('/');

    private SiteRoles RolesOf(OnnxNode node) => _linear.Contains(node) ? SiteRoles.Linear
        : Norms.Contains(node.OpType) ? SiteRoles.Norm
        : Activations.Contains(node.OpType) ? SiteRoles.Activation : SiteRoles.None;

    // As of the input that it is made of, where it has as many channels there.
    private ChannelAxis AxisOf(OnnxNode node, Tensor value)
    {
        if (BySecond.Contains(node.OpType)) return ChannelAxis.Second;
        if (ByLast.Contains(node.OpType)) return ChannelAxis.Last;
        foreach (string input in node.Inputs)
        {
            if (_layouts.TryGetValue(input, out (ChannelAxis Axis, long Channels, int Axes) layout)
                && layout.Axes == value.Dimensions && layout.Channels == ChannelsAt(value, layout.Axis))
                return layout.Axis;
        }

        return value.Dimensions == 3 ? ChannelAxis.Last : ChannelAxis.Second;
    }

    private static long ChannelsAt(Tensor value, ChannelAxis axis) =>
        axis == ChannelAxis.Last ? value.shape[^1] : value.shape[1];
}
