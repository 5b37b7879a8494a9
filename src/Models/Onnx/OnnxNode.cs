namespace MomentsDnns.Models.Onnx;

/// <summary>One use of an operator.</summary>
public sealed class OnnxNode
{
    internal OnnxNode(string name, OnnxAttributes attributes, string[] inputs, string[] outputs)
    {
        (Name, Attributes, Inputs, Outputs) = (name, attributes, inputs, outputs);
    }

    /// <summary>
    /// A name that no other node has: the file's, or made of operator and number where it gives none.
    /// </summary>
    public string Name { get; }

    /// <summary>The operator, such as <c>Conv</c>.</summary>
    public required string OpType { get; init; }

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public required string Domain { get; init; }

    /// <summary>The version of the domain's operators that the file is written in.</summary>
    public required long Version { get; init; }

    /// <summary>The names of the values that it takes; empty where an optional one is left out.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The names of the values that it makes; empty where one is not wanted.</summary>
    public IReadOnlyList<string> Outputs { get; }

    internal OnnxAttributes Attributes { get; }

    /// <summary>Name and operator.</summary>
    public override string ToString() => $"{Name} ({OpType})";
}
