using Google.Protobuf;
using MomentsDnns.Limits;
using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Models.Onnx.Loading;

namespace MomentsDnns.Models.Onnx;

/// <summary>
/// A network in an ONNX file, read and checked: what it is made of, without having computed anything. What runs it is
/// an <see cref="OnnxFunction"/>.
/// </summary>
/// <remarks>
/// Functions that the file defines, and the branch that a constant condition takes, stand among the nodes in place of
/// their call; constants are no nodes.
/// </remarks>
public sealed class OnnxModel
{
    private const int OldestVersion = 1, NewestVersion = 25;

    private OnnxModel(string path, ModelProto proto, ModelGraph graph)
    {
        (Path, Graph) = (path, graph);
        Producer = proto.ProducerName;
        Version = VersionOf(proto) ?? 1;
        Outputs = [.. graph.Outputs.Select(output => output.Name)];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The program that wrote it; empty where it does not say.</summary>
    public string Producer { get; }

    /// <summary>The version of ONNX's operators that it is written in.</summary>
    public long Version { get; }

    /// <summary>What the caller gives, in the file's order.</summary>
    public IReadOnlyList<OnnxInput> Inputs => Graph.Inputs;

    /// <summary>The names of what it makes, in the file's order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Its nodes, each after those that it takes values from.</summary>
    public IReadOnlyList<OnnxNode> Nodes => Graph.Nodes;

    /// <summary>
    /// Whether batch norms seem to have been folded into the convolutions: there are convolutions with biases, and no
    /// norm of any kind anywhere. PyTorch's exporter does that unless it is called with <c>training=PRESERVE</c>.
    /// </summary>
    public bool LooksFolded => FoldedNorms.Suspected(Graph);

    internal ModelGraph Graph { get; }

    /// <summary>
    /// Reads a file, with the data beside it that it names, and checks everything that can be checked.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is no regular file, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// It is no ONNX file or a broken one, or needs operators that are not supported, all of which are named; one line.
    /// </exception>
    public static OnnxModel Load(string path)
    {
        ModelProto proto = Parse(RegularFile.Read(path, Array.MaxLength), path);
        ModelGraph graph = GraphReader.Read(proto, path);
        if (graph.Lacking.Count > 0)
        {
            throw OnnxFault.Of(path, $"needs what is not supported: {string.Join(", ", graph.Lacking)}",
                "export the network without it");
        }

        return new OnnxModel(path, proto, graph);
    }

    private static ModelProto Parse(byte[] bytes, string path)
    {
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw OnnxFault.Of(path, $"is no ONNX file, or a broken one ({e.Message})",
                "name a file that was exported", e);
        }

        if (proto.Graph is null) throw OnnxFault.Of(path, "holds no network", "name a file that was exported to ONNX");
        if (VersionOf(proto) is { } version and (< OldestVersion or > NewestVersion))
        {
            throw OnnxFault.Of(path, $"is written in version {version} of ONNX's operators; {OldestVersion} to "
                + $"{NewestVersion} are supported", "export it with opset_version=17");
        }

        return proto;
    }

    private static long? VersionOf(ModelProto proto) =>
        proto.OpsetImport.FirstOrDefault(import => import.Domain is "" or "ai.onnx")?.Version;
}
