using MomentsDnns.Architectures.Random;
using TorchSharp;

namespace MomentsDnns.Architectures.Tests.Random;

public class FillUniformTests
{
    [Fact]
    public void FillUniform_EveryNumber_IsItsWordsUpperBits()
    {
        const float bound = 0.75f; // times 2^-23 exact
        float[] numbers = Draw(1 << 14, bound);
        for (int group = 0; group < numbers.Length / 64; group++)
        {
            for (int b = 0; b < 16; b++)
            {
                (uint w0, uint w1, uint w2, uint w3) = Philox4x32.Block((uint)(16 * group + b), (uint)RandomPurpose.Weight, 2, 1, 42, 0);
                foreach ((uint word, int j) in new[] { w0, w1, w2, w3 }.Select((w, j) => (w, j)))
                    Assert.Equal((float)(bound * (((int)word >> 8) + 0.5) / 8388608), numbers[64 * group + 16 * j + b]);
            }
        }
    }

    [Fact]
    public void FillUniform_Moments_AreThoseOfTheInterval()
    {
        float[] numbers = Draw(1 << 20, 1);

        Assert.InRange(numbers.Average(x => (double)x), -4 * Math.Sqrt(1.0 / 3 / numbers.Length), 4 * Math.Sqrt(1.0 / 3 / numbers.Length));
        double error = Math.Sqrt((1.0 / 5 - 1.0 / 9) / numbers.Length);
        Assert.InRange(numbers.Average(x => (double)x * x), 1.0 / 3 - 4 * error, 1.0 / 3 + 4 * error);
        Assert.All(numbers, x => Assert.InRange(Math.Abs(x), 1e-9f, 1f));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(16_385)] // past one chunk of threads
    public void FillUniform_AnyLength_IsAPrefixOfTheLongest(int length) => Assert.Equal(Draw(100_000, 1).Take(length), Draw(length, 1));

    [Fact]
    public void FillUniform_AnyNumberOfThreads_GivesTheSameNumbers()
    {
        int threads = torch.get_num_threads();
        try
        {
            torch.set_num_threads(1);
            float[] one = Draw(100_000, 1);
            torch.set_num_threads(4);
            Assert.Equal(one, Draw(100_000, 1));
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [Fact]
    public void FillUniform_ThenNormal_GoesOnAfterTheGroupsBegun()
    {
        RandomStream stream = new(42, 1, 2, RandomPurpose.Weight);
        float[] uniform = new float[70], normal = new float[64];
        stream.FillUniform(uniform, 1);
        stream.FillNormal(normal);
        Assert.Equal(FillNormalTests.Draw(192, 42, 1, 2, RandomPurpose.Weight).Skip(128), normal);
    }

    private static float[] Draw(int count, float bound)
    {
        float[] numbers = new float[count];
        new RandomStream(42, 1, 2, RandomPurpose.Weight).FillUniform(numbers, bound);
        return numbers;
    }
}
