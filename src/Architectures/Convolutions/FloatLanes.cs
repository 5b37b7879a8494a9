using System.Runtime.Intrinsics;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// Some float32 numbers that one instruction works on. Every implementation rounds alike (multiply-add rounds once), so
/// that a sum written with them has the same bits for any number of lanes.
/// </summary>
internal unsafe interface IFloatLanes<TSelf> where TSelf : unmanaged, IFloatLanes<TSelf>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf All(float value);

    /// <summary>Reads <see cref="Count"/> numbers; no alignment needed.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Writes <see cref="Count"/> numbers; no alignment needed.</summary>
    void Store(float* destination);

    /// <summary>x * y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>
    /// Makes sum x * y + sum, rounded once. Written to the place itself: a sum that is returned and assigned costs the
    /// compiled inner loop of a product a register move for every two of these.
    /// </summary>
    static abstract void Accumulate(ref TSelf sum, TSelf x, TSelf y);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);
}

/// <summary>16 numbers (AVX-512).</summary>
internal unsafe struct FloatLanes512(Vector512<float> lanes) : IFloatLanes<FloatLanes512>
{
    private Vector512<float> _lanes = lanes;

    public static int Count => 16;

    public static FloatLanes512 All(float value) => new(Vector512.Create(value));

    public static FloatLanes512 Load(float* source) => new(Vector512.Load(source));

    public readonly void Store(float* destination) => _lanes.Store(destination);

    public static FloatLanes512 MultiplyAdd(FloatLanes512 x, FloatLanes512 y, FloatLanes512 z) =>
        new(Vector512.FusedMultiplyAdd(x._lanes, y._lanes, z._lanes));

    public static void Accumulate(ref FloatLanes512 sum, FloatLanes512 x, FloatLanes512 y) =>
        sum._lanes = Vector512.FusedMultiplyAdd(x._lanes, y._lanes, sum._lanes);

    public static FloatLanes512 operator +(FloatLanes512 left, FloatLanes512 right) => new(left._lanes + right._lanes);

    public static FloatLanes512 operator -(FloatLanes512 left, FloatLanes512 right) => new(left._lanes - right._lanes);

    public static FloatLanes512 operator *(FloatLanes512 left, FloatLanes512 right) => new(left._lanes * right._lanes);
}

/// <summary>8 numbers (AVX2).</summary>
internal unsafe struct FloatLanes256(Vector256<float> lanes) : IFloatLanes<FloatLanes256>
{
    private Vector256<float> _lanes = lanes;

    public static int Count => 8;

    public static FloatLanes256 All(float value) => new(Vector256.Create(value));

    public static FloatLanes256 Load(float* source) => new(Vector256.Load(source));

    public readonly void Store(float* destination) => _lanes.Store(destination);

    public static FloatLanes256 MultiplyAdd(FloatLanes256 x, FloatLanes256 y, FloatLanes256 z) =>
        new(Vector256.FusedMultiplyAdd(x._lanes, y._lanes, z._lanes));

    public static void Accumulate(ref FloatLanes256 sum, FloatLanes256 x, FloatLanes256 y) =>
        sum._lanes = Vector256.FusedMultiplyAdd(x._lanes, y._lanes, sum._lanes);

    public static FloatLanes256 operator +(FloatLanes256 left, FloatLanes256 right) => new(left._lanes + right._lanes);

    public static FloatLanes256 operator -(FloatLanes256 left, FloatLanes256 right) => new(left._lanes - right._lanes);

    public static FloatLanes256 operator *(FloatLanes256 left, FloatLanes256 right) => new(left._lanes * right._lanes);
}

/// <summary>4 numbers (SSE, NEON).</summary>
internal unsafe struct FloatLanes128(Vector128<float> lanes) : IFloatLanes<FloatLanes128>
{
    private Vector128<float> _lanes = lanes;

    public static int Count => 4;

    public static FloatLanes128 All(float value) => new(Vector128.Create(value));

    public static FloatLanes128 Load(float* source) => new(Vector128.Load(source));

    public readonly void Store(float* destination) => _lanes.Store(destination);

    public static FloatLanes128 MultiplyAdd(FloatLanes128 x, FloatLanes128 y, FloatLanes128 z) =>
        new(Vector128.FusedMultiplyAdd(x._lanes, y._lanes, z._lanes));

    public static void Accumulate(ref FloatLanes128 sum, FloatLanes128 x, FloatLanes128 y) =>
        sum._lanes = Vector128.FusedMultiplyAdd(x._lanes, y._lanes, sum._lanes);

    public static FloatLanes128 operator +(FloatLanes128 left, FloatLanes128 right) => new(left._lanes + right._lanes);

    public static FloatLanes128 operator -(FloatLanes128 left, FloatLanes128 right) => new(left._lanes - right._lanes);

    public static FloatLanes128 operator *(FloatLanes128 left, FloatLanes128 right) => new(left._lanes * right._lanes);
}

/// <summary>One number: any processor, and fewer channels than four.</summary>
internal unsafe struct FloatLanes32(float lane) : IFloatLanes<FloatLanes32>
{
    private float _lane = lane;

    public static int Count => 1;

    public static FloatLanes32 All(float value) => new(value);

    public static FloatLanes32 Load(float* source) => new(*source);

    public readonly void Store(float* destination) => *destination = _lane;

    public static FloatLanes32 MultiplyAdd(FloatLanes32 x, FloatLanes32 y, FloatLanes32 z) =>
        new(MathF.FusedMultiplyAdd(x._lane, y._lane, z._lane));

    public static void Accumulate(ref FloatLanes32 sum, FloatLanes32 x, FloatLanes32 y) =>
        sum._lane = MathF.FusedMultiplyAdd(x._lane, y._lane, sum._lane);

    public static FloatLanes32 operator +(FloatLanes32 left, FloatLanes32 right) => new(left._lane + right._lane);

    public static FloatLanes32 operator -(FloatLanes32 left, FloatLanes32 right) => new(left._lane - right._lane);

    public static FloatLanes32 operator *(FloatLanes32 left, FloatLanes32 right) => new(left._lane * right._lane);
}
