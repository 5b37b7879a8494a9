using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class DirectionSpreadTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Of_ThreePoints_IsOneMinusTheMeanCosine()
    {
        // Cosines of (1,0), (0,2), (3,3): 0, 1/sqrt 2, 1/sqrt 2. A point at the origin has no direction.
        Tensor x = tensor(new double[,] { { 1, 0 }, { 0, 2 }, { 0, 0 }, { 3, 3 } });
        Assert.Equal(1 - (2 / Math.Sqrt(2) / 3), DirectionSpread.Of(x)!.Value, 1e-15);
    }

    [Fact]
    public void Of_SemiLine_IsZeroAndOfALineIsNot()
    {
        Tensor direction = Samples.Normal(1, 40), sizes = arange(1, 101, ScalarType.Float64).reshape(100, 1);
        Assert.Equal(0, DirectionSpread.Of(sizes.matmul(direction))!.Value, 1e-14);
        // Half of the points on the other side: cosines 1 and -1, (R/2 - 1) of R - 1 equal ones.
        Assert.Equal(1 - (-1 / 99.0), DirectionSpread.Of((sizes - 50.5).matmul(direction))!.Value, 1e-12);
    }

    [Fact]
    public void Of_IndependentNormals_IsOne()
    {
        const int rows = 4000, channels = 64;
        // Cosines have variance 1 / C; over R (R - 1) / 2 pairs that are uncorrelated.
        Assert.Equal(1, DirectionSpread.Of(Samples.Normal(rows, channels))!.Value, 4 / Math.Sqrt(channels * (rows * (rows - 1.0) / 2)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(64, 512)]
    [InlineData(999, 5)]
    [InlineData(4099, 130)]
    public void Of_AnyShape_AgreesWithTorch(int rows, int channels)
    {
        Tensor x = Samples.Normal(rows, channels) + 1;
        Assert.Equal(DirectionSpread.ByTorch(x)!.Value, DirectionSpread.Of(x)!.Value, 1e-13);
        x = x.to_type(ScalarType.Float32);
        Assert.Equal(DirectionSpread.ByTorch(x)!.Value, DirectionSpread.Of(x)!.Value, 1e-13);
    }

    [Fact]
    public void Of_AnyNumberOfThreads_GivesTheSameBits()
    {
        Tensor x = Samples.Normal(16_384, 64).to_type(ScalarType.Float32);
        int threads = get_num_threads();
        try
        {
            set_num_threads(1);
            double? one = DirectionSpread.Of(x);
            set_num_threads(4);
            Assert.Equal(one, DirectionSpread.Of(x));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Of_FewerThanTwoDirections_IsAbsent()
    {
        Assert.Null(DirectionSpread.Of(zeros(5, 3, ScalarType.Float32)));
        Assert.Null(DirectionSpread.Of(Samples.Normal(1, 3)));
    }
}
