using System.Buffers.Binary;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// The x87 80-bit extended format, NumPy's <c>&lt;f16</c> on x86: 64 bits of mantissa m (its leading 1 stored), 15 of
/// exponent e, a sign; the value is m 2^(e - 16446). NumPy pads it to 16 bytes, of which the last 6 hold anything.
/// </summary>
internal readonly record struct Extended80
{
    /// <summary>Bytes of one value in a NumPy array.</summary>
    public const int PaddedSize = 16;

    private const int Special = 0x7FFF, Bias = 16383;
    private const ulong LeadingOne = 1UL << 63;

    private readonly ulong _mantissa;
    private readonly int _exponent; // as stored; 0 for subnormals, which have the exponent of 1
    private readonly bool _isNegative;

    private Extended80(ulong mantissa, int exponent, bool isNegative) =>
        (_mantissa, _exponent, _isNegative) = (mantissa, exponent, isNegative);

    /// <summary>Reads one value.</summary>
    /// <param name="bytes">At least 10 bytes, little-endian.</param>
    /// <exception cref="InvalidDataException">
    /// The bits are none that x87 writes: probably another 128-bit format.
    /// </exception>
    public static Extended80 Read(ReadOnlySpan<byte> bytes)
    {
        ulong mantissa = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ushort high = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        int exponent = high & Special;
        // Since the 80387, every value but zero and subnormals has its leading 1 stored, infinities and NaN too.
        if (exponent != 0 && mantissa < LeadingOne)
            throw new InvalidDataException("a value is not in x87 extended precision; save the array as '<f8'");
        return new(mantissa, exponent, (high & 0x8000) != 0);
    }

    /// <summary>The nearest double (ties to even), infinite where the value passes a double's range.</summary>
    public double ToDouble()
    {
        double magnitude = Magnitude();
        return _isNegative ? -magnitude : magnitude;
    }

    /// <summary>
    /// The natural logarithm, also of values that no double holds; negative infinity for zero, NaN for negative values.
    /// </summary>
    public double Log()
    {
        if (_mantissa == 0) return double.NegativeInfinity;
        if (_exponent == Special && _mantissa != LeadingOne) return double.NaN;
        if (_isNegative) return double.NaN;
        if (_exponent == Special) return double.PositiveInfinity;

        // value = (1 + f) 2^power with 1 + f in [1/sqrt 2, sqrt 2), so that nothing cancels near 1
        int leadingZeros = System.Numerics.BitOperations.LeadingZeroCount(_mantissa);
        ulong mantissa = _mantissa << leadingZeros;
        int power = Math.Max(_exponent, 1) - Bias - leadingZeros;
        const ulong rootTwo = 0xB504F333F9DE6484; // sqrt 2 * 2^63
        double fraction = (mantissa - LeadingOne) * Math.ScaleB(1, -63);
        if (mantissa >= rootTwo)
        {
            power++;
            fraction = -((0 - mantissa) * Math.ScaleB(1, -64));
        }

        return (power * Math.Log(2)) + LogOnePlus(fraction);
    }

    // log(1 + f) without loss for small f (Kahan's correction of the rounding of 1 + f).
    private static double LogOnePlus(double fraction)
    {
        double sum = 1 + fraction;
        return sum == 1 ? fraction : Math.Log(sum) * (fraction / (sum - 1));
    }

    private double Magnitude()
    {
        if (_exponent == Special) return _mantissa == LeadingOne ? double.PositiveInfinity : double.NaN;
        if (_exponent == 0) return 0; // below 2^-16382, where double ends at 2^-1075
        int power = _exponent - Bias; // the value is in [2^power, 2^(power + 1))
        if (power > 1023) return double.PositiveInfinity;
        if (power < -1075) return 0;

        // Normal doubles keep 53 of the 64 bits, subnormal ones fewer; the carry of rounding runs into the exponent.
        int dropped = power >= -1022 ? 11 : 11 + (-1022 - power);
        ulong kept = dropped == 64 ? 0 : _mantissa >> dropped;
        ulong rest = dropped == 64 ? _mantissa : _mantissa & ((1UL << dropped) - 1);
        ulong half = 1UL << (dropped - 1);
        if (rest > half || (rest == half && (kept & 1) == 1)) kept++;
        ulong exponentBits = power >= -1022 ? (ulong)(power + 1022) << 52 : 0;
        return BitConverter.UInt64BitsToDouble(exponentBits + kept);
    }
}
