using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MomentsDnns.Architectures.Random;

/// <summary>
/// <see cref="Philox4x32"/> on as many consecutive counters at once as a hardware vector has 32-bit lanes. Whole-number
/// arithmetic: the words are those of the scalar generator on every machine.
/// </summary>
internal static unsafe class PhiloxVectors
{
    /// <summary>Vectors that <see cref="ExpandKey"/> writes.</summary>
    internal const int RoundKeys = 2 * Philox4x32.Rounds;

    /// <summary>Blocks in a group.</summary>
    internal const int BlocksPerGroup = 16;

    /// <summary>Words in a group.</summary>
    internal const int GroupSize = 4 * BlocksPerGroup;

    /// <summary>
    /// Writes the key words of each round over all lanes, once for many calls of <see cref="Blocks"/>.
    /// </summary>
    internal static void ExpandKey(uint key0, uint key1, Vector<ulong>* roundKeys)
    {
        for (int round = 0; round < Philox4x32.Rounds; round++)
        {
            (roundKeys[2 * round], roundKeys[2 * round + 1]) = (new(key0), new(key1));
            key0 += Philox4x32.Weyl0;
            key1 += Philox4x32.Weyl1;
        }
    }

    /// <summary>
    /// Writes the words of consecutive groups: word 16 j + b of a group is output j of its block b, which needs no
    /// shuffling on 4, 8 or 16 lanes.
    /// </summary>
    /// <param name="words">Room for <paramref name="groups"/> times 64 words.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="firstBlock">The block index of the first group; it may wrap around.</param>
    /// <param name="c1">Counter word 1.</param>
    /// <param name="c2">Counter word 2.</param>
    /// <param name="c3">Counter word 3.</param>
    /// <param name="roundKeys">By <see cref="ExpandKey"/>.</param>
    internal static void WriteGroups(
        uint* words, int groups, uint firstBlock, uint c1, uint c2, uint c3, Vector<ulong>* roundKeys)
    {
        for (int group = 0; group < groups; group++, words += GroupSize)
        {
            for (int b = 0; b < BlocksPerGroup; b += Vector<uint>.Count, firstBlock += (uint)Vector<uint>.Count)
            {
                Blocks(firstBlock, c1, c2, c3, roundKeys,
                    out Vector<uint> x0, out Vector<uint> x1, out Vector<uint> x2, out Vector<uint> x3);
                x0.Store(words + b);
                x1.Store(words + b + BlocksPerGroup);
                x2.Store(words + b + 2 * BlocksPerGroup);
                x3.Store(words + b + 3 * BlocksPerGroup);
            }
        }
    }

    /// <summary>Lane b of each output is that word of the block at counter (first + b, c1, c2, c3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Blocks(
        uint first, uint c1, uint c2, uint c3, Vector<ulong>* roundKeys,
        out Vector<uint> x0, out Vector<uint> x1, out Vector<uint> x2, out Vector<uint> x3)
    {
        Vector<ulong> multiplier0 = new(Philox4x32.Multiplier0), multiplier1 = new(Philox4x32.Multiplier1);

        // 32-bit words sit in the low halves of 64-bit lanes, even and odd blocks apart: a product then needs no
        // rearranging. The high halves hold rubbish, which neither the product nor the last line reads.
        Vector<ulong> blocks = Vector.AsVectorUInt64(new Vector<uint>(first) + Vector<uint>.Indices);
        Vector<ulong> even0 = blocks, odd0 = blocks >>> 32;
        Vector<ulong> even1 = new(c1), odd1 = even1, even2 = new(c2), odd2 = even2, even3 = new(c3), odd3 = even3;

        // Two rounds a step: the words change places, and change back without copies.
        for (int round = 0; round < Philox4x32.Rounds; round += 2, roundKeys += 4)
        {
            Round(ref even0, ref even1, ref even2, ref even3, multiplier0, multiplier1, roundKeys[0], roundKeys[1]);
            Round(ref odd0, ref odd1, ref odd2, ref odd3, multiplier0, multiplier1, roundKeys[0], roundKeys[1]);
            Round(ref even0, ref even1, ref even2, ref even3, multiplier0, multiplier1, roundKeys[2], roundKeys[3]);
            Round(ref odd0, ref odd1, ref odd2, ref odd3, multiplier0, multiplier1, roundKeys[2], roundKeys[3]);
        }

        (x0, x1, x2, x3) = (Join(even0, odd0), Join(even1, odd1), Join(even2, odd2), Join(even3, odd3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        ref Vector<ulong> c0, ref Vector<ulong> c1, ref Vector<ulong> c2, ref Vector<ulong> c3,
        Vector<ulong> multiplier0, Vector<ulong> multiplier1, Vector<ulong> key0, Vector<ulong> key1)
    {
        Vector<ulong> product0 = MultiplyLowHalves(c0, multiplier0);
        Vector<ulong> product1 = MultiplyLowHalves(c2, multiplier1);
        c0 = (c1 ^ key0) ^ (product1 >>> 32); // the product comes last
        c1 = product1;
        c2 = (c3 ^ key1) ^ (product0 >>> 32);
        c3 = product0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Join(Vector<ulong> even, Vector<ulong> odd) =>
        Vector.AsVectorUInt32((even & new Vector<ulong>(uint.MaxValue)) | (odd << 32));

    /// <summary>The 64-bit products of the low 32 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ulong> MultiplyLowHalves(Vector<ulong> a, Vector<ulong> b)
    {
        if (Vector<ulong>.Count == 8 && Avx512F.IsSupported)
            return Avx512F.Multiply(a.AsVector512().AsUInt32(), b.AsVector512().AsUInt32()).AsVector();
        if (Vector<ulong>.Count == 4 && Avx2.IsSupported)
            return Avx2.Multiply(a.AsVector256().AsUInt32(), b.AsVector256().AsUInt32()).AsVector();
        if (Vector<ulong>.Count == 2 && Sse2.IsSupported)
            return Sse2.Multiply(a.AsVector128().AsUInt32(), b.AsVector128().AsUInt32()).AsVector();
        if (Vector<ulong>.Count == 2 && AdvSimd.IsSupported)
        {
            Vector64<uint> low0 = AdvSimd.ExtractNarrowingLower(a.AsVector128());
            Vector64<uint> low1 = AdvSimd.ExtractNarrowingLower(b.AsVector128());
            return AdvSimd.MultiplyWideningLower(low0, low1).AsVector();
        }

        Vector<ulong> low = new(uint.MaxValue);
        return (a & low) * (b & low);
    }
}
