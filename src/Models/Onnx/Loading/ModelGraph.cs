using MomentsDnns.Models.Onnx.Format;

namespace MomentsDnns.Models.Onnx.Loading;

/// <summary>
/// A network as read: its nodes in an order in which they can run, its functions and branches written out.
/// </summary>
internal sealed class ModelGraph
{
    /// <summary>The nodes, without those that hold constants.</summary>
    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>Initializers and constants by the name of their value.</summary>
    public Dictionary<string, TensorData> Constants { get; } = [];

    /// <summary>What the caller gives.</summary>
    public List<OnnxInput> Inputs { get; } = [];

    /// <summary>The network's outputs: the file's name, and that of the value that it stands for.</summary>
    public List<(string Name, string Value)> Outputs { get; } = [];

    /// <summary>What is used but not supported, in words, each once.</summary>
    public SortedSet<string> Lacking { get; } = new(StringComparer.Ordinal);
}
