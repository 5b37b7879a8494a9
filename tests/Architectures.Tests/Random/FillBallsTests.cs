using MomentsDnns.Architectures.Random;
using TorchSharp;

namespace MomentsDnns.Architectures.Tests.Random;

public class FillBallsTests
{
    [Fact]
    public void FillBalls_KnownKey_GivesTheSameBitsOnEveryMachine()
    {
        // FNV-1a over the words. Source: Philox, the transform and the sums in Python, in doubles rounded to 32 bits where
        // floats are meant.
        float[] numbers = Draw(144, 25, 1.5, 0x0123456789ABCDEF, 3, 17);
        Assert.Equal(0x1c8ef653234ce51eUL, Hash(numbers));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40_000)]
    [InlineData(100_000, 1)] // sums over several chunks of rows
    [InlineData(4608, 37)]
    [InlineData(27, 512)]
    [InlineData(33, 1000)]
    public void FillBalls_AgainstTheFormulaOneByOne_HasTheSameBits(int dimension, int count)
    {
        const double radius = 1.3;
        RandomStream stream = new(7, 1, 2, RandomPurpose.Weight);
        float[] expected = new float[dimension * count], extra = new float[2 * count];
        stream.FillNormal(expected);
        stream.FillNormal(extra);
        int rowsPerChunk = BallVectors.RowsPerChunk(dimension, count);
        for (int j = 0; j < count; j++)
        {
            double sum = 0;
            for (int start = 0; start < dimension; start += rowsPerChunk)
            {
                double partial = 0;
                for (int i = start; i < Math.Min(dimension, start + rowsPerChunk); i++)
                    partial += (double)expected[i * count + j] * expected[i * count + j];
                sum += partial;
            }

            for (int i = 0; i < 2; i++) sum += (double)extra[i * count + j] * extra[i * count + j];
            double factor = radius / Math.Sqrt(sum);
            for (int i = 0; i < dimension; i++) expected[i * count + j] = (float)(expected[i * count + j] * factor);
        }

        RandomStream other = new(7, 1, 2, RandomPurpose.Weight);
        float[] numbers = new float[dimension * count];
        other.FillBalls(numbers, count, radius);

        Assert.Equal(expected, numbers);
        Assert.Equal(stream.NextUInt32(), other.NextUInt32()); // the stream stands where the two calls leave it
    }

    [Theory]
    [InlineData(4608, 100)]
    [InlineData(3, 50_000)]
    [InlineData(200_000, 1)]
    public void FillBalls_AnyNumberOfThreads_GivesTheSameNumbers(int dimension, int count)
    {
        int threads = torch.get_num_threads();
        try
        {
            torch.set_num_threads(1);
            float[] one = Draw(dimension, count, 2);
            torch.set_num_threads(2);
            Assert.Equal(one, Draw(dimension, count, 2));
            torch.set_num_threads(5);
            Assert.Equal(one, Draw(dimension, count, 2));
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(1, 200_000)]
    [InlineData(2, 100_000)]
    [InlineData(27, 10_000)]
    [InlineData(4608, 200)]
    public void FillBalls_ManyVectors_NoneLeavesTheBall(int dimension, int count)
    {
        // Each coordinate is rounded to 24 bits once, after sums and a root in double precision.
        const double radius = 0.3, bound = radius * (1 + 1.01 / (1 << 24));
        Assert.All(Norms(Draw(dimension, count, radius), count), norm => Assert.InRange(norm, 0, bound));
    }

    [Fact]
    public void FillBalls_PowerOfTwoRadius_ScalesExactly() =>
        Assert.Equal(Draw(9, 100, 1).Select(x => x / 4), Draw(9, 100, 0.25));

    [Fact]
    public void FillBalls_RadiusZero_IsTheCentre() => Assert.All(Draw(9, 100, 0), x => Assert.Equal(0f, x));

    [Theory]
    [InlineData(10, 0, 1.0, "count 0: must be at least 1; give the number of vectors")]
    [InlineData(10, -2, 1.0, "count -2: must be at least 1; give the number of vectors")]
    [InlineData(10, 3, 1.0, "destination of 10 numbers: must be a positive multiple of count, 3; give n * count numbers for vectors of dimension n")]
    [InlineData(0, 3, 1.0, "destination of 0 numbers: must be a positive multiple of count, 3; give n * count numbers for vectors of dimension n")]
    [InlineData(10, 5, -0.5, "radius -0.5: must be a number from 0 to 3.4028235E+38; take 1 for unit balls")]
    [InlineData(10, 5, double.NaN, "radius NaN: must be a number from 0 to 3.4028235E+38; take 1 for unit balls")]
    [InlineData(10, 5, double.PositiveInfinity, "radius Infinity: must be a number from 0 to 3.4028235E+38; take 1 for unit balls")]
    public void FillBalls_ImpossibleInput_OneLineAndNothingDrawn(int length, int count, double radius, string line)
    {
        RandomStream stream = new(7, 0, 0, RandomPurpose.Weight);
        Assert.Equal(line, Assert.Throws<ArgumentException>(() => stream.FillBalls(new float[length], count, radius)).Message);
        Assert.Equal(Philox4x32.Block(0, (uint)RandomPurpose.Weight, 0, 0, 7, 0).X0, stream.NextUInt32());
    }

    internal static float[] Draw(
        int dimension, int count, double radius, ulong seed = 2019, int simulation = 0, int layer = 1)
    {
        float[] numbers = new float[dimension * count];
        new RandomStream(seed, simulation, layer, RandomPurpose.Weight).FillBalls(numbers, count, radius);
        return numbers;
    }

    internal static double[] Norms(float[] vectors, int count)
    {
        double[] norms = new double[count];
        for (int i = 0; i < vectors.Length; i++) norms[i % count] += (double)vectors[i] * vectors[i];
        for (int j = 0; j < count; j++) norms[j] = Math.Sqrt(norms[j]);
        return norms;
    }

    internal static ulong Hash(float[] numbers)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (float number in numbers) hash = (hash ^ BitConverter.SingleToUInt32Bits(number)) * 0x100000001b3;
        return hash;
    }
}
