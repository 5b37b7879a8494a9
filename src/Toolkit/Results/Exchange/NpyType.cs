namespace MomentsDnns.Results.Exchange;

/// <summary>The element types of NumPy arrays that are read; all little-endian.</summary>
public enum NpyType
{
    /// <summary>32-bit floating point, <c>&lt;f4</c>.</summary>
    Float32,

    /// <summary>64-bit floating point, <c>&lt;f8</c>.</summary>
    Float64,

    /// <summary>x87 80-bit extended precision padded to 16 bytes, <c>&lt;f16</c>.</summary>
    Extended80,

    /// <summary>32-bit integer, <c>&lt;i4</c>.</summary>
    Int32,

    /// <summary>64-bit integer, <c>&lt;i8</c>.</summary>
    Int64,

    /// <summary>Texts of one length in characters of 4 bytes, <c>&lt;U</c> and that length, zeros behind.</summary>
    Text,
}
