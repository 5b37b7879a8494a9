using System.Buffers.Binary;
using System.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

/// <summary>
/// Expected values follow from the format (Intel 64 and IA-32 manual, volume 1, 4.2.2): value = m 2^(e - 16446), and
/// from IEEE 754 rounding to nearest, ties to even.
/// </summary>
public sealed class Extended80Tests
{
    private const int Bias = 16383;

    [Fact]
    public void ToDouble_KnownBytes_GivesOneAndAHalfNegative()
    {
        // 0 01..1 (16383), leading 1, fraction .1; sign bit set; the six bytes of padding hold anything.
        byte[] bytes = [0, 0, 0, 0, 0, 0, 0, 0xC0, 0xFF, 0xBF, 0x9A, 0xBB, 0x73, 0x91, 0xA7, 0x39];

        Assert.Equal(-1.5, Extended80.Read(bytes).ToDouble());
    }

    [Theory]
    // 11 bits are dropped: below half, tie to even down, above half, tie to even up
    [InlineData(0x8000_0000_0000_03FF, 0, 1.0)]
    [InlineData(0x8000_0000_0000_0400, 0, 1.0)]
    [InlineData(0x8000_0000_0000_0401, 0, 1.0000000000000002)]
    [InlineData(0x8000_0000_0000_0C00, 0, 1.0000000000000004)]
    // the carry runs into the exponent
    [InlineData(0xFFFF_FFFF_FFFF_FC00, 0, 2.0)]
    // the end of the range
    [InlineData(0xFFFF_FFFF_FFFF_FBFF, 1023, double.MaxValue)]
    [InlineData(0xFFFF_FFFF_FFFF_FC00, 1023, double.PositiveInfinity)]
    [InlineData(0x8000_0000_0000_0000, 1024, double.PositiveInfinity)]
    [InlineData(0x8000_0000_0000_0000, 16383, double.PositiveInfinity)]
    // subnormal doubles: 2^-1074 is the smallest; half of it is a tie with 0, 3/2 of it one with twice it
    [InlineData(0x8000_0000_0000_0000, -1074, double.Epsilon)]
    [InlineData(0x8000_0000_0000_0000, -1075, 0.0)]
    [InlineData(0x8000_0000_0000_0001, -1075, double.Epsilon)]
    [InlineData(0xFFFF_FFFF_FFFF_FFFF, -1076, 0.0)]
    [InlineData(0xC000_0000_0000_0000, -1074, 2 * double.Epsilon)]
    [InlineData(0xA000_0000_0000_0000, -1073, 2 * double.Epsilon)]
    [InlineData(0x8000_0000_0000_0000, -1023, 1.1125369292536007e-308)]
    [InlineData(0xFFFF_FFFF_FFFF_FFFF, -1023, 2.2250738585072014e-308)]
    [InlineData(0x8000_0000_0000_0000, -1022, 2.2250738585072014e-308)]
    public void ToDouble_EdgesOfRounding_AreRight(ulong mantissa, int power, double expected)
    {
        Assert.Equal(expected, Extended80.Read(Bytes(mantissa, power + Bias)).ToDouble());
        Assert.Equal(-expected, Extended80.Read(Bytes(mantissa, power + Bias, isNegative: true)).ToDouble());
    }

    [Fact]
    public void ToDouble_SpecialValues_AreKept()
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(Extended80.Read(Bytes(0, 0)).ToDouble()));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(Extended80.Read(Bytes(0, 0, true)).ToDouble()));
        Assert.Equal(double.PositiveInfinity, Extended80.Read(Bytes(1UL << 63, 0x7FFF)).ToDouble());
        Assert.Equal(double.NegativeInfinity, Extended80.Read(Bytes(1UL << 63, 0x7FFF, true)).ToDouble());
        Assert.Equal(double.NaN, Extended80.Read(Bytes(3UL << 62, 0x7FFF)).ToDouble());
        Assert.Equal(0, Extended80.Read(Bytes(1, 0)).ToDouble());
    }

    [Fact]
    public void ToDouble_AnyDouble_ComesBack()
    {
        RandomStream random = new(1, 0, 0, default);
        for (int i = 0; i < 2000; i++)
        {
            double value = BitConverter.UInt64BitsToDouble(((ulong)random.NextUInt32() << 32) | random.NextUInt32());
            if (!double.IsNormal(value)) continue;
            ulong bits = BitConverter.DoubleToUInt64Bits(value);
            ulong mantissa = (1UL << 63) | (bits << 12 >> 1);
            int exponent = (int)(bits << 1 >> 53) - 1023 + Bias;

            Assert.Equal(value, Extended80.Read(Bytes(mantissa, exponent, value < 0)).ToDouble());
        }
    }

    [Fact]
    public void ToDouble_RandomValues_AreNearest()
    {
        RandomStream random = new(2, 0, 0, default);
        for (int i = 0; i < 2000; i++)
        {
            ulong mantissa = (1UL << 63) | ((ulong)random.NextUInt32() << 32) | random.NextUInt32();
            int power = random.NextInt32(2099) - 1076; // -1076 .. 1022

            double rounded = Extended80.Read(Bytes(mantissa, power + Bias)).ToDouble();

            // exact distances, in units of 2^-1200
            BigInteger exact = new BigInteger(mantissa) << (power - 63 + 1200);
            BigInteger distance = BigInteger.Abs(exact - Exact(rounded));
            Assert.True(distance <= BigInteger.Abs(exact - Exact(Math.BitIncrement(rounded))), $"{mantissa:X} 2^{power}");
            Assert.True(distance <= BigInteger.Abs(exact - Exact(Math.BitDecrement(rounded))), $"{mantissa:X} 2^{power}");
        }

        static BigInteger Exact(double value)
        {
            long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value)), exponent = bits >> 52, fraction = bits & ((1L << 52) - 1);
            BigInteger significand = exponent == 0 ? fraction : fraction | (1L << 52);
            return Math.Sign(value) * (significand << ((int)Math.Max(exponent, 1) - 1075 + 1200));
        }
    }

    [Theory]
    [InlineData(0x8000_0000_0000_0000, 0, 0.0)]
    [InlineData(0x8000_0000_0000_0000, 1, 0.6931471805599453)] // log 2
    [InlineData(0xC000_0000_0000_0000, 0, 0.4054651081081644)] // log 1.5
    [InlineData(0xC000_0000_0000_0000, -1, -0.2876820724517809)] // log 0.75
    [InlineData(0x8000_0000_0000_0001, 0, 1.0842021724855044e-19)] // 1 + 2^-63
    [InlineData(0xFFFF_FFFF_FFFF_FFFF, -1, -5.421010862427522e-20)] // 1 - 2^-64
    [InlineData(0x8000_0000_0000_0000, 10000, 6931.471805599453)] // no double holds 2^10000
    [InlineData(0x8000_0000_0000_0000, -10000, -6931.471805599453)]
    public void Log_KnownValues_AreRightToTheLastDigits(ulong mantissa, int power, double expected) =>
        Assert.InRange(Extended80.Read(Bytes(mantissa, power + Bias)).Log(), expected - (4e-16 * Math.Abs(expected)), expected + (4e-16 * Math.Abs(expected)));

    [Fact]
    public void Log_SpecialValues_AreRight()
    {
        Assert.Equal(double.NegativeInfinity, Extended80.Read(Bytes(0, 0)).Log());
        Assert.Equal(double.PositiveInfinity, Extended80.Read(Bytes(1UL << 63, 0x7FFF)).Log());
        Assert.Equal(double.NaN, Extended80.Read(Bytes(3UL << 62, 0x7FFF)).Log());
        Assert.Equal(double.NaN, Extended80.Read(Bytes(1UL << 63, Bias, true)).Log());
        // the smallest subnormal, 2^-16445
        Assert.Equal(-16445 * Math.Log(2), Extended80.Read(Bytes(1, 0)).Log(), 1e-11);
    }

    [Fact]
    public void Log_RandomValues_FollowTheDoublesLogarithm()
    {
        RandomStream random = new(3, 0, 0, default);
        for (int i = 0; i < 2000; i++)
        {
            ulong mantissa = (1UL << 63) | ((ulong)random.NextUInt32() << 32) | random.NextUInt32();
            Extended80 value = Extended80.Read(Bytes(mantissa, random.NextInt32(2000) - 1000 + Bias));
            double expected = Math.Log(value.ToDouble());

            // both rounded: of the double 2^-53, of the logarithms an ulp or two
            Assert.Equal(expected, value.Log(), 1.2e-16 + (5e-16 * Math.Abs(expected)));
        }
    }

    [Fact]
    public void Read_LeadingOneMissing_IsRefused()
    {
        // 1.5 in the other 128-bit format, IEEE quadruple precision: its last bytes are 00 80 FF 3F
        byte[] quad = new byte[16];
        (quad[13], quad[14], quad[15]) = (0x80, 0xFF, 0x3F);
        quad[8] = 1;

        Assert.Contains("'<f8'", Assert.Throws<InvalidDataException>(() => Extended80.Read(quad)).Message);
    }

    internal static byte[] Bytes(ulong mantissa, int exponent, bool isNegative = false)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, mantissa);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(exponent | (isNegative ? 0x8000 : 0)));
        bytes.AsSpan(10).Fill(0xEE);
        return bytes;
    }
}
