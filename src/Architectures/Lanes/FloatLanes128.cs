using System.Runtime.Intrinsics;

namespace MomentsDnns.Architectures.Lanes;

/// <summary>4 numbers (SSE, NEON).</summary>
internal unsafe struct FloatLanes128(Vector128<float> lanes) : IFloatLanes<FloatLanes128>
{
    private Vector128<float> _lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static FloatLanes128 All(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    public static FloatLanes128 Load(float* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    public readonly void Store(float* destination) => _lanes.Store(destination);

    /// <inheritdoc/>
    public readonly void StoreStreaming(float* destination) => _lanes.StoreAlignedNonTemporal(destination);

    /// <inheritdoc/>
    public static FloatLanes128 MultiplyAdd(FloatLanes128 x, FloatLanes128 y, FloatLanes128 z) =>
        new(Vector128.FusedMultiplyAdd(x._lanes, y._lanes, z._lanes));

    /// <inheritdoc/>
    public static void Accumulate(ref FloatLanes128 sum, FloatLanes128 x, FloatLanes128 y) =>
        sum._lanes = Vector128.FusedMultiplyAdd(x._lanes, y._lanes, sum._lanes);

    /// <inheritdoc/>
    public static FloatLanes128 operator +(FloatLanes128 left, FloatLanes128 right) => new(left._lanes + right._lanes);

    /// <inheritdoc/>
    public static FloatLanes128 operator -(FloatLanes128 left, FloatLanes128 right) => new(left._lanes - right._lanes);

    /// <inheritdoc/>
    public static FloatLanes128 operator *(FloatLanes128 left, FloatLanes128 right) => new(left._lanes * right._lanes);
}
