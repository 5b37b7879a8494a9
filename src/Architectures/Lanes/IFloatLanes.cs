namespace MomentsDnns.Architectures.Lanes;

/// <summary>
/// Some float32 numbers that one instruction works on. Kernels are written once, generic over it, and compiled for each
/// width. Every implementation rounds alike (multiply-add rounds once), so
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

    /// <summary>
    /// Writes <see cref="Count"/> numbers past the caches, to an address that they divide: memory that is written whole
    /// and not read soon need not be read first.
    /// </summary>
    void StoreStreaming(float* destination);

    /// <summary>x * y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>
    /// Makes sum x * y + sum, rounded once. Written to the place itself: a sum that is returned and assigned costs the
    /// compiled inner loop of a product a register move for every two of these.
    /// </summary>
    static abstract void Accumulate(ref TSelf sum, TSelf x, TSelf y);

    /// <summary>Sums, lane by lane.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Differences, lane by lane.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Products, lane by lane.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);
}
