using MomentsDnns.Architectures.Random;
using TorchSharp;

namespace MomentsDnns.Architectures.Tests.Random;

public class FillNormalTests
{
    [Fact]
    public void FillNormal_KnownKey_GivesTheSameBitsOnEveryMachine()
    {
        // FNV-1a over the words of 100 000 numbers. Source: the same transform in Python, in doubles rounded to 32 bits
        // after each operation (which equals 32-bit arithmetic), with its own Philox.
        float[] numbers = Draw(100_000, 0x0123456789ABCDEF, 3, 17, RandomPurpose.Weight, 0.1f);
        Assert.Equal(
            [0xbe01be0e, 0xbc5540f7, 0x3bedc1d8, 0xbc4c7485], numbers.Take(4).Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(
            [0x3deba953, 0xbd8860f6, 0x3d5fa5d8, 0xba884fd9],
            numbers.Skip(62).Take(4).Select(BitConverter.SingleToUInt32Bits));

        ulong hash = 0xcbf29ce484222325;
        foreach (float number in numbers) hash = (hash ^ BitConverter.SingleToUInt32Bits(number)) * 0x100000001b3;
        Assert.Equal(0x918d3a06f2f6d931UL, hash);
    }

    [Fact]
    public void FillNormal_AgainstBoxMullerInDoubles_StaysWithinRounding()
    {
        const ulong seed = 42;
        float[] numbers = Draw(1 << 16, seed, 1, 2, RandomPurpose.Bias);
        for (int group = 0; group < numbers.Length / 64; group++)
        {
            for (int b = 0; b < 16; b++)
            {
                (uint w0, uint w1, uint w2, uint w3) =
                    Philox4x32.Block((uint)(16 * group + b), (uint)RandomPurpose.Bias, 2, 1, (uint)seed, 0);
                AssertPair(numbers, 64 * group + b, w0, w1);
                AssertPair(numbers, 64 * group + 32 + b, w2, w3);
            }
        }

        static void AssertPair(float[] numbers, int index, uint forRadius, uint forAngle)
        {
            double radius = Math.Sqrt(-2 * Math.Log((forRadius + 0.5) / 4294967296.0));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * forAngle / 4294967296.0);
            Assert.Equal(radius * cosine, numbers[index], 4e-7 * radius);
            Assert.Equal(radius * sine, numbers[index + 16], 4e-7 * radius);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(16_385)] // past one chunk of threads
    [InlineData(99_999)]
    public void FillNormal_AnyLength_IsAPrefixOfTheLongest(int length) =>
        Assert.Equal(Draw(100_000, 7, 0, 0, RandomPurpose.Weight).Take(length), Draw(length, 7, 0, 0, RandomPurpose.Weight));

    [Fact]
    public void FillNormal_AnyNumberOfThreads_GivesTheSameNumbers()
    {
        int threads = torch.get_num_threads();
        try
        {
            torch.set_num_threads(1);
            float[] one = Draw(300_000, 7, 0, 0, RandomPurpose.Weight);
            torch.set_num_threads(4);
            Assert.Equal(one, Draw(300_000, 7, 0, 0, RandomPurpose.Weight));
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [Fact]
    public void FillNormal_SecondCall_GoesOnAfterTheGroupsBegun()
    {
        RandomStream stream = new(7, 0, 0, RandomPurpose.Weight);
        float[] first = new float[70], second = new float[200];
        stream.FillNormal(first);
        stream.FillNormal(second);
        float[] whole = Draw(128 + 200, 7, 0, 0, RandomPurpose.Weight); // 70 numbers begin two groups of 64
        Assert.Equal(whole.Skip(128), second);
    }

    [Fact]
    public void FillNormal_PowerOfTwoDeviation_ScalesExactly()
    {
        float[] unit = Draw(1000, 7, 0, 0, RandomPurpose.Weight), half = Draw(1000, 7, 0, 0, RandomPurpose.Weight, 0.5f);
        Assert.Equal(unit.Select(x => x / 2), half);
    }

    [Fact]
    public void FillNormal_Empty_LeavesTheStreamWhereItWas()
    {
        RandomStream stream = new(7, 0, 0, RandomPurpose.Weight);
        stream.FillNormal([]);
        Assert.Equal(Philox4x32.Block(0, (uint)RandomPurpose.Weight, 0, 0, 7, 0).X0, stream.NextUInt32());
    }

    internal static float[] Draw(
        int count, ulong seed, int simulation, int layer, RandomPurpose purpose, float standardDeviation = 1)
    {
        float[] numbers = new float[count];
        new RandomStream(seed, simulation, layer, purpose).FillNormal(numbers, standardDeviation);
        return numbers;
    }
}
