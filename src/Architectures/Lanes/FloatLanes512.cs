using System.Runtime.Intrinsics;

namespace MomentsDnns.Architectures.Lanes;

/// <summary>16 numbers (AVX-512).</summary>
internal unsafe struct FloatLanes512(Vector512<float> lanes) : IFloatLanes<FloatLanes512>
{
    private Vector512<float> _lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static FloatLanes512 All(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    public static FloatLanes512 Load(float* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    public readonly void Store(float* destination) => _lanes.Store(destination);

    /// <inheritdoc/>
    public readonly void StoreStreaming(float* destination) => _lanes.StoreAlignedNonTemporal(destination);

    /// <inheritdoc/>
    public static FloatLanes512 MultiplyAdd(FloatLanes512 x, FloatLanes512 y, FloatLanes512 z) =>
        new(Vector512.FusedMultiplyAdd(x._lanes, y._lanes, z._lanes));

    /// <inheritdoc/>
    public static void Accumulate(ref FloatLanes512 sum, FloatLanes512 x, FloatLanes512 y) =>
        sum._lanes = Vector512.FusedMultiplyAdd(x._lanes, y._lanes, sum._lanes);

    /// <inheritdoc/>
    public static FloatLanes512 operator +(FloatLanes512 left, FloatLanes512 right) => new(left._lanes + right._lanes);

    /// <inheritdoc/>
    public static FloatLanes512 operator -(FloatLanes512 left, FloatLanes512 right) => new(left._lanes - right._lanes);

    /// <inheritdoc/>
    public static FloatLanes512 operator *(FloatLanes512 left, FloatLanes512 right) => new(left._lanes * right._lanes);
}
