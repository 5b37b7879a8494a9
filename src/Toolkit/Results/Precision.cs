namespace MomentsDnns.Results;

/// <summary>The arithmetic of the propagation; statistics are always reduced in double precision.</summary>
public enum Precision
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point, with the same weights as <see cref="Float32"/>.</summary>
    Float64,
}
