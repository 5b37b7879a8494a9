using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>A node about to be run: its inputs as tensors, its attributes, and how numbers are computed.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">Its inputs; null where one is left out.</param>
/// <param name="floating">The type of floating numbers.</param>
/// <param name="statistics">By what batch norms standardize.</param>
internal sealed class NodeCall(OnnxNode node, Tensor?[] inputs, ScalarType floating, BatchStatistics statistics)
{
    // Of outputs whose sizes are given as numbers: a broken file must not ask for all memory there is.
    private const long MostElements = int.MaxValue;

    public OnnxNode Node => node;

    public long Version => node.Version;

    public OnnxAttributes Attributes => node.Attributes;

    public ScalarType Floating => floating;

    public BatchStatistics Statistics => statistics;

    /// <summary>How many inputs stand in the file, those left out among them.</summary>
    public int Count => inputs.Length;

    /// <summary>How many outputs are asked for.</summary>
    public int OutputCount => node.Outputs.Count;

    /// <summary>An input that must be there.</summary>
    public Tensor this[int index] => Optional(index) ?? throw new InvalidDataException($"its input {index} is missing");

    /// <summary>An input that may be left out.</summary>
    public Tensor? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>Every input that is there.</summary>
    public Tensor[] All => [.. inputs.Where(input => input is not null).Select(input => input!)];

    /// <summary>Whether an output is asked for.</summary>
    public bool Wants(int output) => output < node.Outputs.Count && node.Outputs[output].Length > 0;

    /// <summary>The integers in an input, or null where it is left out.</summary>
    public long[]? Longs(int index) => Optional(index) is { } input ? TensorNumbers.Longs(input) : null;

    /// <summary>The numbers in an input, or null where it is left out.</summary>
    public double[]? Doubles(int index) => Optional(index) is { } input ? TensorNumbers.Doubles(input) : null;

    /// <summary>Integers that stand in an attribute in older versions and in an input in newer ones.</summary>
    public long[]? IntsOrInput(string attribute, int input) => Attributes.Ints(attribute) ?? Longs(input);

    /// <summary>An axis from an attribute, counted from the front.</summary>
    public int Axis(string attribute, long otherwise, long rank) => Axis(Attributes.Int(attribute, otherwise), rank);

    /// <summary>An axis counted from the front.</summary>
    public static int Axis(long axis, long rank)
    {
        if (axis < -rank || axis >= rank) throw new InvalidDataException($"axis {axis} is none of {rank} dimensions");
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Axes counted from the front.</summary>
    public static long[] Axes(IEnumerable<long> axes, long rank) => [.. axes.Select(axis => (long)Axis(axis, rank))];

    /// <summary>The sizes of an output, held to what memory may be asked for.</summary>
    public static long[] Sizes(long[] sizes)
    {
        double elements = sizes.Aggregate(1.0, (product, size) => product * size);
        return elements <= MostElements && sizes.All(size => size >= 0)
            ? sizes
            : throw new InvalidDataException($"its output would have the sizes [{string.Join(", ", sizes)}]");
    }

    /// <summary>A number as a tensor without dimensions, of the type of floating numbers.</summary>
    public Tensor Number(double number) => tensor(number, floating);

    /// <summary>The tensor of an attribute, or null.</summary>
    public Tensor? Tensor(string attribute)
    {
        TensorData? data = Attributes.Tensor(attribute);
        return data?.ToTensor(floating);
    }
}
