using System.Numerics;

namespace MomentsDnns.Analysis.Inference;

/// <summary>
/// Random numbers for resampling: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators",
/// 2021), its state from a seed by splitmix64. The numbers are those of Math.NET's generator of that name, which asks
/// the system's cryptography for a seed even where one is given, and so ends the process where OpenSSL is not
/// installed.
/// </summary>
internal sealed class Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Opens the sequence of a seed.</summary>
    public Xoshiro256(ulong seed) =>
        (_s0, _s1, _s2, _s3) = (Split(seed, 1), Split(seed, 2), Split(seed, 3), Split(seed, 4));

    /// <summary>
    /// A uniform whole number in [0, <paramref name="exclusiveMaximum"/>): as many of the highest bits as it takes,
    /// anew until they lie below.
    /// </summary>
    /// <param name="exclusiveMaximum">1 or more.</param>
    public int Next(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        if (exclusiveMaximum == 1) return 0;
        int shift = 64 - (32 - BitOperations.LeadingZeroCount((uint)(exclusiveMaximum - 1)));
        while (true)
        {
            int candidate = (int)(NextBits() >> shift);
            if (candidate < exclusiveMaximum) return candidate;
        }
    }

    private ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9, shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    // Number n, from 1, of splitmix64.
    private static ulong Split(ulong seed, ulong n)
    {
        ulong z = seed + (n * 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
