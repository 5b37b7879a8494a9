using System.Runtime.Intrinsics;

namespace MomentsDnns.Architectures.Lanes;

/// <summary>8 numbers (AVX2).</summary>
internal unsafe struct FloatLanes256(Vector256<float> lanes) : IFloatLanes<FloatLanes256>
{
    private Vector256<float> _lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static FloatLanes256 All(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    public static FloatLanes256 Load(float* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    public readonly void Store(float* destination) => _lanes.Store(destination);

    /// <inheritdoc/>
    public readonly void StoreStreaming(float* destination) => _lanes.StoreAlignedNonTemporal(destination);

    /// <inheritdoc/>
    public static FloatLanes256 MultiplyAdd(FloatLanes256 x, FloatLanes256 y, FloatLanes256 z) =>
        new(Vector256.FusedMultiplyAdd(x._lanes, y._lanes, z._lanes));

    /// <inheritdoc/>
    public static void Accumulate(ref FloatLanes256 sum, FloatLanes256 x, FloatLanes256 y) =>
        sum._lanes = Vector256.FusedMultiplyAdd(x._lanes, y._lanes, sum._lanes);

    /// <inheritdoc/>
    public static FloatLanes256 operator +(FloatLanes256 left, FloatLanes256 right) => new(left._lanes + right._lanes);

    /// <inheritdoc/>
    public static FloatLanes256 operator -(FloatLanes256 left, FloatLanes256 right) => new(left._lanes - right._lanes);

    /// <inheritdoc/>
    public static FloatLanes256 operator *(FloatLanes256 left, FloatLanes256 right) => new(left._lanes * right._lanes);
}
