using System.Buffers.Binary;

namespace MomentsDnns.Results.Exchange;

/// <summary>A NumPy array in memory, C order. Immutable.</summary>
public sealed class NpyArray
{
    private readonly ReadOnlyMemory<byte> _data;

    internal NpyArray(NpyType type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> data) =>
        (Type, Shape, _data) = (type, shape, data);

    /// <summary>The type of the elements.</summary>
    public NpyType Type { get; }

    /// <summary>The length of each axis; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How many elements there are.</summary>
    public int Count => _data.Length / SizeOf(Type);

    /// <summary>The bytes of the elements, little-endian.</summary>
    internal ReadOnlySpan<byte> Data => _data.Span;

    /// <summary>Makes an array of type <c>&lt;f8</c>.</summary>
    /// <param name="values">The elements in C order.</param>
    /// <param name="shape">The length of each axis; their product is the number of values.</param>
    /// <exception cref="ArgumentException">Shape and values do not fit.</exception>
    public static NpyArray Of(ReadOnlySpan<double> values, params IReadOnlyList<int> shape)
    {
        RequireFit(values.Length, shape);
        byte[] data = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8 * i), values[i]);
        return new(NpyType.Float64, shape, data);
    }

    /// <summary>Makes an array of type <c>&lt;i8</c>.</summary>
    /// <param name="values">The elements in C order.</param>
    /// <param name="shape">The length of each axis; their product is the number of values.</param>
    /// <exception cref="ArgumentException">Shape and values do not fit.</exception>
    public static NpyArray Of(ReadOnlySpan<long> values, params IReadOnlyList<int> shape)
    {
        RequireFit(values.Length, shape);
        byte[] data = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(8 * i), values[i]);
        return new(NpyType.Int64, shape, data);
    }

    /// <summary>An element as the nearest double; an extended value past a double's range is infinite.</summary>
    /// <param name="index">Its position in C order.</param>
    public double Double(int index) => Type switch
    {
        NpyType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(Element(index)),
        NpyType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(Element(index)),
        NpyType.Extended80 => Extended80.Read(Element(index)).ToDouble(),
        _ => Int64(index),
    };

    /// <summary>
    /// The natural logarithm of an element, finite also where an extended value passes a double's range.
    /// </summary>
    /// <param name="index">Its position in C order.</param>
    /// <returns>Negative infinity for zero, NaN for negative values.</returns>
    public double Log(int index) =>
        Type == NpyType.Extended80 ? Extended80.Read(Element(index)).Log() : Math.Log(Double(index));

    /// <summary>An element of an integer array.</summary>
    /// <param name="index">Its position in C order.</param>
    /// <exception cref="InvalidOperationException">The array holds no integers.</exception>
    public long Int64(int index) => Type switch
    {
        NpyType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(Element(index)),
        NpyType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(Element(index)),
        _ => throw new InvalidOperationException($"the array holds {Type}, not integers"),
    };

    /// <summary>Whether the elements are integers.</summary>
    public bool IsInteger => Type is NpyType.Int32 or NpyType.Int64;

    internal static int SizeOf(NpyType type) => type switch
    {
        NpyType.Float32 or NpyType.Int32 => 4,
        NpyType.Extended80 => Extended80.PaddedSize,
        _ => 8,
    };

    private ReadOnlySpan<byte> Element(int index) => Data.Slice(index * SizeOf(Type), SizeOf(Type));

    private static void RequireFit(int values, IReadOnlyList<int> shape)
    {
        if (shape.Aggregate(1L, (product, length) => product * length) != values)
        {
            throw new ArgumentException($"{values} values do not fill the shape ({string.Join(", ", shape)})",
                nameof(shape));
        }
    }
}
