namespace MomentsDnns.Architectures.Lanes;

/// <summary>One number: any processor, and fewer channels than four.</summary>
internal unsafe struct FloatLanes32(float lane) : IFloatLanes<FloatLanes32>
{
    private float _lane = lane;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static FloatLanes32 All(float value) => new(value);

    /// <inheritdoc/>
    public static FloatLanes32 Load(float* source) => new(*source);

    /// <inheritdoc/>
    public readonly void Store(float* destination) => *destination = _lane;

    /// <inheritdoc/>
    public readonly void StoreStreaming(float* destination) => Store(destination);

    /// <inheritdoc/>
    public static FloatLanes32 MultiplyAdd(FloatLanes32 x, FloatLanes32 y, FloatLanes32 z) =>
        new(MathF.FusedMultiplyAdd(x._lane, y._lane, z._lane));

    /// <inheritdoc/>
    public static void Accumulate(ref FloatLanes32 sum, FloatLanes32 x, FloatLanes32 y) =>
        sum._lane = MathF.FusedMultiplyAdd(x._lane, y._lane, sum._lane);

    /// <inheritdoc/>
    public static FloatLanes32 operator +(FloatLanes32 left, FloatLanes32 right) => new(left._lane + right._lane);

    /// <inheritdoc/>
    public static FloatLanes32 operator -(FloatLanes32 left, FloatLanes32 right) => new(left._lane - right._lane);

    /// <inheritdoc/>
    public static FloatLanes32 operator *(FloatLanes32 left, FloatLanes32 right) => new(left._lane * right._lane);
}
