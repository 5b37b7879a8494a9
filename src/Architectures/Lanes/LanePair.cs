using System.Runtime.CompilerServices;

namespace MomentsDnns.Architectures.Lanes;

/// <summary>Two vectors of sums: what the inner loop of a matrix product keeps of one row in registers.</summary>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal unsafe struct LanePair<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    private TLanes _low, _high;

    /// <summary>Adds factor * low and factor * high, each rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(float factor, TLanes low, TLanes high)
    {
        TLanes factors = TLanes.All(factor);
        TLanes.Accumulate(ref _low, factors, low);
        TLanes.Accumulate(ref _high, factors, high);
    }

    /// <summary>Writes the sums, or adds them to what stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* at, bool adds)
    {
        (adds ? TLanes.Load(at) + _low : _low).Store(at);
        (adds ? TLanes.Load(at + TLanes.Count) + _high : _high).Store(at + TLanes.Count);
    }
}
