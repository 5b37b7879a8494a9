using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Tests.Initialization;

/// <summary>The laws of weights and of numbers per channel: second moments with their standard errors, and what each law alone has.</summary>
public class InitializerTests
{
    private const int FanIn = 48, Channels = 4000;

    public static TheoryData<string, double> Laws => new()
    {
        { "he", 2 }, { "lecun", 1 }, { "gaussian", 1.7 }, { "uniform", 2 }, { "uniform3", 3 }, { "radius", 1.5 * 1.5 * FanIn / (FanIn + 2.0) }, { "orthogonal", 1.7 },
        { "kaiming-uniform", 2 }, { "pytorch", 1.0 / 3 },
        // Xavier's variance is 2 / (fan-in + fan-out); |w|^2 sums fan-in of them.
        { "xavier-uniform", 2.0 * FanIn / (FanIn + Channels) }, { "xavier-normal", 2.0 * FanIn / (FanIn + Channels) },
    };

    [Theory, MemberData(nameof(Laws))]
    public void WeightVectors_HaveTheirSecondMoment(string law, double expected)
    {
        double[] squares = SquaredLengths(Draw(Of(law), FanIn, Channels), FanIn, Channels);
        double mean = squares.Average(), error = Math.Sqrt(squares.Sum(s => (s - mean) * (s - mean)) / squares.Length / squares.Length);

        // Orthogonal rows, here more vectors than dimensions, have the mean exactly.
        Assert.InRange(mean, expected - (4 * error) - 1e-5, expected + (4 * error) + 1e-5);
    }

    [Theory]
    [InlineData(48, 20)]
    [InlineData(20, 48)]
    [InlineData(16, 16)]
    public void Orthogonal_ColumnsOrRows_AreOrthogonal(int fanIn, int channels)
    {
        const double variance = 1.7;
        float[] weights = Draw(new OrthogonalInitializer(variance), fanIn, channels);
        (int count, int length) = (Math.Min(fanIn, channels), Math.Max(fanIn, channels));
        double scale = variance * Math.Max(1, channels / (double)fanIn);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double product = Enumerable.Range(0, length).Sum(i => (double)At(a, i) * At(b, i));
                Assert.Equal(a == b ? scale : 0, product, 1e-6);
            }
        }

        float At(int vector, int i) => channels <= fanIn ? weights[(i * channels) + vector] : weights[(vector * channels) + i];
    }

    // Haar: an entry of an orthonormal frame has mean 0 and variance 1/n, and its sign is free (which an unsigned QR's diagonal is not).
    [Fact]
    public void Orthogonal_FirstEntry_IsCentred()
    {
        double[] entries = [.. Enumerable.Range(0, 2000).Select(i => (double)Draw(new OrthogonalInitializer(1), 8, 4, simulation: i)[0])];

        Assert.InRange(entries.Average(), -4 / Math.Sqrt(8 * 2000), 4 / Math.Sqrt(8 * 2000));
        // Var of the square: 2 (n - 1) / (n^2 (n + 2)) for a coordinate of a unit vector.
        double error = Math.Sqrt(2.0 * 7 / (64 * 10) / 2000);
        Assert.InRange(entries.Average(e => e * e), 0.125 - (4 * error), 0.125 + (4 * error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ChannelNumbers_HaveTheirLaw(bool isUniform)
    {
        float[] values = new float[40_000];
        IChannelInitializer law = isUniform ? new UniformChannels(1.5) : new NormalChannels(0.3);
        law.Fill(values, new RandomStream(1, 0, 0, RandomPurpose.Bias));

        (double variance, double fourth) = isUniform ? (1.5 * 1.5 / 3, Math.Pow(1.5, 4) / 5) : (0.3, 3 * 0.3 * 0.3);
        double error = Math.Sqrt((fourth - (variance * variance)) / values.Length);
        Assert.InRange(values.Average(v => (double)v * v), variance - (4 * error), variance + (4 * error));
        Assert.InRange(values.Average(v => (double)v), -4 * Math.Sqrt(variance / values.Length), 4 * Math.Sqrt(variance / values.Length));
        if (isUniform) Assert.InRange(values.Max(Math.Abs), 1.49, 1.5000001);
    }

    // The bounds of torch.nn.init: gain sqrt(3 / fan), gain sqrt 2 for ReLU, 1 for Xavier with the fans' mean, sqrt(1/3) for the default layer.
    [Theory]
    [InlineData("kaiming-uniform", 0.35355339)] // sqrt(6 / 48)
    [InlineData("xavier-uniform", 0.038499)] // sqrt(6 / 4048)
    [InlineData("pytorch", 0.14433757)] // sqrt(1 / 48)
    public void ElementWiseUniform_FillsItsInterval(string law, double bound)
    {
        float[] weights = Draw(Of(law), FanIn, Channels);

        Assert.InRange(weights.Max(), 0.9999 * bound, 1.0001 * bound);
        Assert.InRange(weights.Min(), -1.0001 * bound, -0.9999 * bound);
        // E x^4 = b^4 / 5 of a uniform law; a normal law of that variance has b^4 / 3. Var x^4 = b^8 (1/9 - 1/25).
        double error = Math.Pow(bound, 4) * Math.Sqrt((1.0 / 9 - 1.0 / 25) / weights.Length);
        Assert.InRange(weights.Average(w => Math.Pow(w, 4)), Math.Pow(bound, 4) / 5 - 4 * error - 1e-4 * Math.Pow(bound, 4), Math.Pow(bound, 4) / 5 + 4 * error + 1e-4 * Math.Pow(bound, 4));
    }

    [Fact]
    public void XavierNormal_InALayerOfOneWidth_HasTheBitsOfLeCun() =>
        Assert.Equal(Draw(new LeCunInitializer(), 64, 64), Draw(EntryInitializer.XavierNormal, 64, 64));

    private static IWeightInitializer Of(string law) => law switch
    {
        "he" => new HeInitializer(),
        "lecun" => new LeCunInitializer(),
        "gaussian" => new GaussianInitializer(1.7),
        "uniform" => UniformBallInitializer.OfSecondMoment(2),
        "uniform3" => UniformBallInitializer.OfSecondMoment(3),
        "radius" => UniformBallInitializer.OfRadius(1.5),
        "orthogonal" => new OrthogonalInitializer(1.7),
        "kaiming-uniform" => EntryInitializer.KaimingUniform,
        "xavier-uniform" => EntryInitializer.XavierUniform,
        "xavier-normal" => EntryInitializer.XavierNormal,
        "pytorch" => EntryInitializer.PyTorch,
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "unknown"),
    };

    private static float[] Draw(IWeightInitializer law, int fanIn, int channels, int simulation = 0)
    {
        float[] weights = new float[fanIn * channels];
        law.Fill(weights, new Fans(fanIn, channels), new RandomStream(7, simulation, 1, RandomPurpose.Weight));
        return weights;
    }

    private static double[] SquaredLengths(float[] weights, int fanIn, int channels) =>
        [.. Enumerable.Range(0, channels).Select(c => Enumerable.Range(0, fanIn).Sum(i => (double)weights[(i * channels) + c] * weights[(i * channels) + c]))];
}
