using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>How the format's element types are held in tensors, and how wide they are in files.</summary>
internal static class ElementTypes
{
    /// <summary>Whether it is one of the floating types, which all become the function's own.</summary>
    public static bool IsFloating(this ElementType type) =>
        type is ElementType.Float32 or ElementType.Float16 or ElementType.Float64 or ElementType.BFloat16;

    /// <summary>Whether tensors of this type can be held.</summary>
    public static bool IsHeld(this ElementType type) => BytesOf(type) > 0;

    /// <summary>
    /// The type of the tensors that hold it: torch lacks the wider unsigned integers, which are held in the next wider
    /// signed ones (64 bits: in 64).
    /// </summary>
    /// <param name="type">One that is held.</param>
    /// <param name="floating">That of floating numbers.</param>
    public static ScalarType Held(this ElementType type, ScalarType floating) => type switch
    {
        ElementType.Bool => ScalarType.Bool,
        ElementType.UInt8 => ScalarType.Byte,
        ElementType.Int8 => ScalarType.Int8,
        ElementType.Int16 => ScalarType.Int16,
        ElementType.UInt16 or ElementType.Int32 => ScalarType.Int32,
        ElementType.UInt32 or ElementType.UInt64 or ElementType.Int64 => ScalarType.Int64,
        _ => floating,
    };

    /// <summary>Bytes of an element in a file; 0 of types that are not held.</summary>
    public static int BytesOf(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The name of a type by its number, for faults.</summary>
    public static string NameOf(int number) => (ElementType)number switch
    {
        ElementType.Undefined => "undefined",
        ElementType known when Enum.IsDefined(known) => known.ToString().ToLowerInvariant(),
        _ => number switch
        {
            14 or 15 => "complex",
            17 or 18 or 19 or 20 => "float8",
            21 or 22 => "4-bit integer",
            23 => "float4",
            _ => $"number {number}",
        },
    };
}
