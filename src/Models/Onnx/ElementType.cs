namespace MomentsDnns.Models.Onnx;

/// <summary>What the elements of a tensor in an ONNX file are; numbered as in the format.</summary>
public enum ElementType
{
    /// <summary>Not stated.</summary>
    Undefined = 0,

    /// <summary>Floating point, 32 bits.</summary>
    Float32 = 1,

    /// <summary>Unsigned integers, 8 bits.</summary>
    UInt8 = 2,

    /// <summary>Integers, 8 bits.</summary>
    Int8 = 3,

    /// <summary>Unsigned integers, 16 bits.</summary>
    UInt16 = 4,

    /// <summary>Integers, 16 bits.</summary>
    Int16 = 5,

    /// <summary>Integers, 32 bits.</summary>
    Int32 = 6,

    /// <summary>Integers, 64 bits.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    String = 8,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>Floating point, 16 bits.</summary>
    Float16 = 10,

    /// <summary>Floating point, 64 bits.</summary>
    Float64 = 11,

    /// <summary>Unsigned integers, 32 bits.</summary>
    UInt32 = 12,

    /// <summary>Unsigned integers, 64 bits.</summary>
    UInt64 = 13,

    /// <summary>Floating point, the upper 16 bits of 32.</summary>
    BFloat16 = 16,
}
