using System.Numerics;
using System.Runtime.CompilerServices;

namespace MomentsDnns.Architectures.Random;

/// <summary>
/// Independent normal numbers from the words of <see cref="PhiloxVectors"/> by Box and Muller's transform.
/// </summary>
/// <remarks>
/// <para>
/// Only sums, products, quotients and square roots of 32-bit floats, each rounded on its own and none fused,
/// so that every machine and every vector width gives the same bits. Error: below 4e-7 of the exact transform's radius.
/// </para>
/// <para>
/// Numbers stand in the groups of <see cref="PhiloxVectors.WriteGroups"/>. A radius takes 32 bits, so no number is
/// beyond sqrt(-2 ln 2^-33) = 6.76 standard deviations.
/// </para>
/// </remarks>
internal static unsafe class NormalVectors
{
    // Words first, in the numbers' own memory, then the transform: each loop is short enough that the processor
    // overlaps its turns. 8 KiB stay in the first-level cache.
    private const int GroupsAtOnce = 32;

    private const float Power16 = 65536f, PowerMinus32 = 1f / 4294967296f;

    /// <summary>Writes the numbers of consecutive groups.</summary>
    /// <param name="destination">Room for <paramref name="groups"/> times 64 numbers.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="firstBlock">The block index of the first group; it may wrap around.</param>
    /// <param name="c1">Counter word 1.</param>
    /// <param name="c2">Counter word 2.</param>
    /// <param name="c3">Counter word 3.</param>
    /// <param name="key0">Low key word.</param>
    /// <param name="key1">High key word.</param>
    /// <param name="standardDeviation">The standard deviation.</param>
    internal static void Fill(
        float* destination, int groups, uint firstBlock, uint c1, uint c2, uint c3, uint key0, uint key1,
        float standardDeviation)
    {
        Vector<float> scale = new(standardDeviation);
        Vector<ulong>* roundKeys = stackalloc Vector<ulong>[PhiloxVectors.RoundKeys];
        PhiloxVectors.ExpandKey(key0, key1, roundKeys);
        for (int done = 0; done < groups; done += GroupsAtOnce)
        {
            int part = Math.Min(GroupsAtOnce, groups - done);
            PhiloxVectors.WriteGroups((uint*)destination, part, firstBlock, c1, c2, c3, roundKeys);
            TransformWords(destination, part, scale);
            firstBlock += (uint)part * PhiloxVectors.BlocksPerGroup;
            destination += part * PhiloxVectors.GroupSize;
        }
    }

    private static void TransformWords(float* numbers, int groups, Vector<float> scale)
    {
        float* end = numbers + groups * PhiloxVectors.GroupSize;
        for (; numbers < end; numbers += 2 * PhiloxVectors.BlocksPerGroup)
        {
            for (int b = 0; b < PhiloxVectors.BlocksPerGroup; b += Vector<uint>.Count)
            {
                float* first = numbers + b, second = first + PhiloxVectors.BlocksPerGroup;
                Transform(Vector.Load((uint*)first), Vector.Load((uint*)second), scale, first, second);
            }
        }
    }

    /// <summary>r cos a and r sin a, with r = scale sqrt(-2 ln u), u = (w0 + 1/2) / 2^32, a = 2 pi w1 / 2^32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(Vector<uint> w0, Vector<uint> w1, Vector<float> scale, float* first, float* second)
    {
        Vector<float> radius = scale * Vector.SquareRoot(MinusTwiceLog(w0));

        // What is left of the angle beside the nearest quarter turn, in [-pi/4, pi/4), with two zero bits behind it;
        // the quarter turn itself stands in the two highest bits of quarter.
        Vector<uint> quarter = w1 + new Vector<uint>(1u << 29);
        Vector<int> rest = Vector.AsVectorInt32(w1 << 2);
        Vector<float> x = Vector.ConvertToSingle(rest) * (float)(2 * Math.PI / 4294967296.0 / 4);
        Vector<float> z = x * x;

        // Taylor polynomials: truncation is below 2.5e-9 of the value.
        Vector<float> sine = x + x * z * (new Vector<float>(-1f / 6) + z * (new Vector<float>(1f / 120)
            + z * (new Vector<float>(-1f / 5040) + z * (1f / 362880))));
        Vector<float> cosine = Vector<float>.One + z * (new Vector<float>(-1f / 2) + z * (new Vector<float>(1f / 24)
            + z * (new Vector<float>(-1f / 720) + z * (new Vector<float>(1f / 40320) + z * (-1f / 3628800)))));

        // Odd quarter turns exchange sine and cosine: an exclusive or with what both differ in.
        Vector<uint> odd = Vector.AsVectorUInt32(Vector.AsVectorInt32(quarter << 1) >> 31);
        Vector<uint> sineBits = Vector.AsVectorUInt32(sine), cosineBits = Vector.AsVectorUInt32(cosine);
        Vector<uint> exchange = (sineBits ^ cosineBits) & odd;
        Vector<uint> sign = new(1u << 31);
        Vector<uint> signOfCosine = (quarter + new Vector<uint>(1u << 30)) & sign, signOfSine = quarter & sign;
        (radius * Vector.AsVectorSingle(cosineBits ^ exchange ^ signOfCosine)).Store(first);
        (radius * Vector.AsVectorSingle(sineBits ^ exchange ^ signOfSine)).Store(second);
    }

    /// <summary>-2 ln((w + 1/2) / 2^32), accurate relative to itself for every w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> MinusTwiceLog(Vector<uint> w)
    {
        // u = 2^exponent (1 + f) with 1 + f in [0.7071, 1.4142). Where u itself is in that range, f = u - 1 comes from
        // the complement of w, which keeps the digits that u rounds away near 1.
        // Both halves of w + 1/2 and of its complement are exact, only their sums round.
        Vector<float> high = Vector.ConvertToSingle(Vector.AsVectorInt32(w >>> 16)) * Power16;
        Vector<float> low = Vector.ConvertToSingle(Vector.AsVectorInt32(w & new Vector<uint>(0xFFFF)))
            + new Vector<float>(0.5f);
        Vector<float> u = (high + low) * PowerMinus32;
        Vector<float> complement = (new Vector<float>(65535 * Power16) - high) + (new Vector<float>(Power16) - low);
        Vector<int> offset = Vector.AsVectorInt32(u) - new Vector<int>(0x3F3504F3); // bits of the float above sqrt(1/2)
        Vector<int> exponent = offset >> 23;
        Vector<float> mantissa = Vector.AsVectorSingle(Vector.AsVectorInt32(u) - (exponent << 23));
        Vector<int> nearOne = Vector.Equals(exponent, Vector<int>.Zero);
        Vector<float> f = Vector.ConditionalSelect(
            nearOne, complement * -PowerMinus32, mantissa - Vector<float>.One);

        // ln(1 + f) = 2 artanh s, s = f / (2 + f), |s| <= 0.1716; the series' first dropped term is 2e-9 of the value.
        Vector<float> s = f / (f + new Vector<float>(2));
        Vector<float> z = s * s;
        Vector<float> log = s * (new Vector<float>(-4) + z * (new Vector<float>(-2 * (2f / 3))
            + z * (new Vector<float>(-2 * (2f / 5)) + z * (new Vector<float>(-2 * (2f / 7)) + z * (-2 * (2f / 9))))));
        return Vector.ConvertToSingle(exponent) * (-2 * 0.693147180559945309f) + log; // -2 is exact on every term
    }
}
