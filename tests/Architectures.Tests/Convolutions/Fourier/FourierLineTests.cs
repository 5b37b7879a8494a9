using System.Numerics;
using MomentsDnns.Architectures.Convolutions.Fourier;
using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Tests.Convolutions.Fourier;

public sealed unsafe class FourierLineTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void Transform_IsTheSumOfItsDefinition(int length)
    {
        Check<FloatLanes32>(length);
        Check<FloatLanes128>(length);
        Check<FloatLanes256>(length);
        Check<FloatLanes512>(length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(32)]
    public void Transform_PartsExchanged_IsTheInverseTimesTheLength(int length)
    {
        float[] numbers = Normal(2 * length * FloatLanes128.Count), there = new float[numbers.Length], back = new float[numbers.Length];
        Transform<FloatLanes128>(length, numbers, there, exchanges: false);
        Transform<FloatLanes128>(length, there, back, exchanges: true);

        for (int i = 0; i < numbers.Length; i++) Assert.Equal(numbers[i] * length, back[i], 1e-5f * length);
    }

    private static void Check<TLanes>(int length) where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int lanes = TLanes.Count;
        float[] numbers = Normal(2 * length * lanes), transform = new float[numbers.Length];
        Transform<TLanes>(length, numbers, transform, exchanges: false);

        for (int lane = 0; lane < lanes; lane++)
        {
            for (int k = 0; k < length; k++)
            {
                Complex expected = Complex.Zero;
                for (int n = 0; n < length; n++)
                    expected += At(numbers, n, lane) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / length);
                // Rounding of every step, of numbers that have grown to the root of the length.
                Assert.InRange((At(transform, k, lane) - expected).Magnitude, 0, 1e-6 * Math.Sqrt(length));
            }
        }

        Complex At(float[] values, int element, int lane) =>
            new(values[2 * element * lanes + lane], values[(2 * element + 1) * lanes + lane]);
    }

    private static void Transform<TLanes>(int length, float[] from, float[] to, bool exchanges)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        float[] work = new float[FourierLine<TLanes>.Memory(length)];
        fixed (float* roots = FourierLine<TLanes>.Roots(length), source = from, target = to, memory = work)
        {
            ComplexLine x = ComplexLine.Of<TLanes>(source), y = ComplexLine.Of<TLanes>(target);
            FourierLine<TLanes>.Transform(length, roots, exchanges ? x.Exchanged : x, exchanges ? y.Exchanged : y, memory);
        }
    }

    private static float[] Normal(int count)
    {
        float[] values = new float[count];
        new RandomStream(3, 0, count, RandomPurpose.Images).FillNormal(values);
        return values;
    }
}
