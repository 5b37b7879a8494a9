using System.Buffers.Binary;
using System.Text;

namespace MomentsDnns.Results.Exchange;

/// <summary>A NumPy array in memory, C order. Immutable.</summary>
public sealed class NpyArray
{
    /// <summary>Bytes of a character of a text.</summary>
    internal const int CharacterSize = 4;

    private readonly ReadOnlyMemory<byte> _data;

    internal NpyArray(NpyType type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> data, int elementSize) =>
        (Type, Shape, _data, ElementSize) = (type, shape, data, elementSize);

    /// <summary>The type of the elements.</summary>
    public NpyType Type { get; }

    /// <summary>The length of each axis; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How many elements there are.</summary>
    public int Count => _data.Length / ElementSize;

    /// <summary>Bytes of an element.</summary>
    internal int ElementSize { get; }

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
        return new(NpyType.Float64, shape, data, 8);
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
        return new(NpyType.Int64, shape, data, 8);
    }

    /// <summary>Makes an array of texts, <c>&lt;U</c> and the length of the longest.</summary>
    /// <param name="values">The elements.</param>
    public static NpyArray Of(IReadOnlyList<string> values)
    {
        byte[][] texts = [.. values.Select(Encoding.UTF32.GetBytes)];
        // NumPy makes an array of empty texts one character wide.
        int size = texts.Select(text => text.Length).Append(CharacterSize).Max();
        byte[] data = new byte[size * texts.Length];
        for (int i = 0; i < texts.Length; i++) texts[i].CopyTo(data, i * size);
        return new(NpyType.Text, [texts.Length], data, size);
    }

    /// <summary>An element of an array of texts.</summary>
    /// <param name="index">Its position in C order.</param>
    /// <exception cref="InvalidOperationException">The array holds no texts.</exception>
    public string Text(int index) => Type == NpyType.Text
        ? Encoding.UTF32.GetString(Element(index)).TrimEnd('\0')
        : throw new InvalidOperationException($"the array holds {Type}, not texts");

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

    /// <summary>Bytes of an element of a type other than <see cref="NpyType.Text"/>.</summary>
    internal static int SizeOf(NpyType type) => type switch
    {
        NpyType.Float32 or NpyType.Int32 => 4,
        NpyType.Extended80 => Extended80.PaddedSize,
        _ => 8,
    };

    private ReadOnlySpan<byte> Element(int index) => Data.Slice(index * ElementSize, ElementSize);

    private static void RequireFit(int values, IReadOnlyList<int> shape)
    {
        if (shape.Aggregate(1L, (product, length) => product * length) != values)
        {
            throw new ArgumentException($"{values} values do not fill the shape ({string.Join(", ", shape)})",
                nameof(shape));
        }
    }
}
