using System.Globalization;
using MomentsDnns.Limits;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// What the header of a <c>.npy</c> file says: a Python dictionary of three fields, <c>{'descr': '&lt;f8',
/// 'fortran_order': False, 'shape': (2, 3), }</c>, in any order.
/// </summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Count">The number of elements, the product of the shape.</param>
/// <param name="ElementSize">Bytes of an element.</param>
internal sealed record NpyHeader(NpyType Type, IReadOnlyList<int> Shape, long Count, int ElementSize)
{
    /// <summary>The most bytes of a header, as NumPy has it (<c>max_header_size</c>).</summary>
    public const int LargestLength = 10_000;

    private const string TextType = "<U";

    private const int MostAxes = 64; // NumPy's own bound

    // The longest text that an array may hold, far above any name.
    private const int LongestText = 10_000;

    /// <summary>The types of numbers that are read, and their names.</summary>
    public static readonly IReadOnlyList<(NpyType Type, string Description)> Types =
    [
        (NpyType.Float32, "<f4"), (NpyType.Float64, "<f8"), (NpyType.Extended80, "<f16"), (NpyType.Int32, "<i4"),
        (NpyType.Int64, "<i8"),
    ];

    /// <summary>Bytes of all elements.</summary>
    public long DataLength => Count * ElementSize;

    /// <summary>Reads a header's text, in time proportional to its length.</summary>
    /// <exception cref="InvalidDataException">
    /// It is no such dictionary, or one of an array that is not supported.
    /// </exception>
    public static NpyHeader Parse(string text)
    {
        Dictionary<string, string> fields = Fields(text)
            ?? throw new InvalidDataException($"its header cannot be read: {ShortText.Of(text.Trim())}; save it anew "
            + "with NumPy");
        string type = fields.GetValueOrDefault("descr", ""), order = fields.GetValueOrDefault("fortran_order", ""),
            shape = fields.GetValueOrDefault("shape", "");
        if (order is not ("True" or "False") || shape is not ['(', .., ')'])
        {
            throw new InvalidDataException($"its header cannot be read: {ShortText.Of(text.Trim())}; save it anew "
                + "with NumPy");
        }
        string description = type is ['\'' or '"', .., _] ? type[1..^1] : "structured";
        (NpyType Type, string Description) known = Types.FirstOrDefault(t => t.Description == description);
        int size = NpyArray.SizeOf(known.Type);
        if (TextLength(description) is { } length)
            (known, size) = ((NpyType.Text, description), length * NpyArray.CharacterSize);
        if (known.Description is null)
        {
            throw new InvalidDataException($"its dtype is {ShortText.Of(description, 20)}, readable are "
                + $"{string.Join(", ", Types.Select(t => t.Description))}; save it as x.astype('<f8')");
        }

        if (order == "True")
            throw new InvalidDataException("it is in Fortran order; save it as numpy.ascontiguousarray(x)");
        return ShapeOf(known.Type, size, shape[1..^1])
            ?? throw new InvalidDataException($"its shape {ShortText.Of(shape)} cannot be read; save it anew with "
            + "NumPy");
    }

    /// <summary>The name of an array's type.</summary>
    /// <param name="array">The array.</param>
    public static string DescriptionOf(NpyArray array) => array.Type == NpyType.Text
        ? $"{TextType}{array.ElementSize / NpyArray.CharacterSize}"
        : Types.First(t => t.Type == array.Type).Description;

    private static int? TextLength(string description) =>
        description.StartsWith(TextType, StringComparison.Ordinal)
        && int.TryParse(description.AsSpan(TextType.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out int length)
        && length is > 0 and <= LongestText ? length : null;

    private static NpyHeader? ShapeOf(NpyType type, int size, string text)
    {
        string[] axes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] lengths = new int[axes.Length];
        long count = 1;
        if (axes.Length > MostAxes) return null;
        for (int i = 0; i < axes.Length; i++)
        {
            if (!int.TryParse(axes[i], NumberStyles.None, CultureInfo.InvariantCulture, out lengths[i])) return null;
            if (lengths[i] > 0 && count > long.MaxValue / size / lengths[i]) return null;
            count *= lengths[i];
        }

        return new(type, lengths, count, size);
    }

    // The dictionary's values as text, by name; null where it is none.
    private static Dictionary<string, string>? Fields(string text)
    {
        string inner = text.Trim();
        if (inner is not ['{', .., '}']) return null;
        Dictionary<string, string> fields = [];
        int at = 1, end = inner.Length - 1;
        while (true)
        {
            while (at < end && (char.IsWhiteSpace(inner[at]) || inner[at] == ',')) at++;
            if (at == end) return fields;
            int colon = inner.IndexOf(':', at, end - at);
            if (colon < 0 || inner[at..colon].Trim() is not ['\'' or '"', .. var name, '\'' or '"']) return null;
            if (EndOfValue(inner, colon + 1, end) is not { } stop
                || !fields.TryAdd(name, inner[(colon + 1)..stop].Trim()))
            {
                return null;
            }
            at = stop;
        }
    }

    // The comma behind a value, or the end: commas in brackets and in texts belong to the value.
    private static int? EndOfValue(string text, int at, int end)
    {
        int open = 0;
        char quote = '\0';
        for (; at < end; at++)
        {
            char c = text[at];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c is '(' or '[' or '{') open++;
            else if (c is ')' or ']' or '}') open--;
            else if (c == ',' && open == 0) return at;
            if (open < 0) return null;
        }

        return quote == '\0' && open == 0 ? end : null;
    }
}
