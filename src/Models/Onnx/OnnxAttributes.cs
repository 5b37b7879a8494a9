using System.Diagnostics.CodeAnalysis;
using MomentsDnns.Models.Onnx.Format;

namespace MomentsDnns.Models.Onnx;

/// <summary>The attributes of a node, by name.</summary>
internal sealed class OnnxAttributes(IReadOnlyDictionary<string, AttributeProto> values)
{
    /// <summary>Tensors among the attributes, checked when the file was read.</summary>
    public required IReadOnlyDictionary<string, TensorData> Tensors { get; init; }

    public bool Has(string name) => values.ContainsKey(name);

    public long Int(string name, long otherwise) => Find(name, out AttributeProto? value) ? value.I : otherwise;

    public bool Flag(string name, bool otherwise = false) => Int(name, otherwise ? 1 : 0) != 0;

    // Widened from the 32 bits that the format has: 1e-5 is the float next to it.
    public double Float(string name, double otherwise) => Find(name, out AttributeProto? value) ? value.F : otherwise;

    public string Text(string name, string otherwise) =>
        Find(name, out AttributeProto? value) ? value.S.ToStringUtf8() : otherwise;

    public long[]? Ints(string name) => Find(name, out AttributeProto? value) ? [.. value.Ints] : null;

    public double[]? Floats(string name) =>
        Find(name, out AttributeProto? value) ? [.. value.Floats.Select(number => (double)number)] : null;

    public TensorData? Tensor(string name) => Tensors.GetValueOrDefault(name);

    private bool Find(string name, [NotNullWhen(true)] out AttributeProto? value) =>
        values.TryGetValue(name, out value);
}
