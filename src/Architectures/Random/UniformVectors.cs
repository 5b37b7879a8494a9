using System.Numerics;

namespace MomentsDnns.Architectures.Random;

/// <summary>
/// Independent numbers uniform in an interval about 0, from the words of <see cref="PhiloxVectors"/>.
/// </summary>
/// <remarks>
/// The upper 24 bits of a word, as a signed whole number s, give b (s + 1/2) / 2^23: the sum is exact in 32-bit floats,
/// the law is symmetric to the bit, without 0, and its variance is b^2 (1 - 2^-48) / 3. Every machine and vector width
/// gives the same bits.
/// </remarks>
internal static unsafe class UniformVectors
{
    // Words first, in the numbers' own memory: 8 KiB stay in the first-level cache.
    private const int GroupsAtOnce = 32;

    private const float PowerMinus23 = 1f / 8388608f;

    /// <summary>Writes the numbers of consecutive groups.</summary>
    /// <param name="destination">Room for <paramref name="groups"/> times 64 numbers.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="firstBlock">The block index of the first group; it may wrap around.</param>
    /// <param name="c1">Counter word 1.</param>
    /// <param name="c2">Counter word 2.</param>
    /// <param name="c3">Counter word 3.</param>
    /// <param name="key0">Low key word.</param>
    /// <param name="key1">High key word.</param>
    /// <param name="bound">b: no number is beyond it.</param>
    internal static void Fill(
        float* destination, int groups, uint firstBlock, uint c1, uint c2, uint c3, uint key0, uint key1, float bound)
    {
        Vector<float> scale = new(bound * PowerMinus23), half = new(0.5f);
        Vector<ulong>* roundKeys = stackalloc Vector<ulong>[PhiloxVectors.RoundKeys];
        PhiloxVectors.ExpandKey(key0, key1, roundKeys);
        for (int done = 0; done < groups; done += GroupsAtOnce)
        {
            int part = Math.Min(GroupsAtOnce, groups - done);
            PhiloxVectors.WriteGroups((uint*)destination, part, firstBlock, c1, c2, c3, roundKeys);
            firstBlock += (uint)part * PhiloxVectors.BlocksPerGroup;
            for (float* end = destination + part
                * PhiloxVectors.GroupSize; destination < end; destination += Vector<float>.Count)
                ((Vector.ConvertToSingle(Vector.Load((int*)destination) >> 8) + half) * scale).Store(destination);
        }
    }
}
