using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class NoiseRatioTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Of_TwoChannels_GivesTheRatioByHand()
    {
        // Variances 1 and 4; noise squares (1 + 9) / 2 = 5 and 2.
        Tensor y = tensor(new double[,] { { 4, -2 }, { 6, 2 } }), dy = tensor(new double[,] { { 1, 0 }, { 3, 2 } });
        Assert.Equal(((5 / 1.0) + (2 / 4.0)) / 2, NoiseRatio.Of(y, dy), 1e-14);
    }

    [Theory]
    [InlineData(64, 512)]
    [InlineData(999, 5)]
    public void Of_AnyShape_AgreesWithTorch(int rows, int channels)
    {
        Tensor y = (Samples.Normal(rows, channels) * 3) + 2, dy = Samples.Normal(rows, channels).flip(0) + 1;
        Assert.Equal(1, NoiseRatio.Of(y, dy) / NoiseRatio.ByTorch(y, dy), 1e-11);
        (y, dy) = (y.to_type(ScalarType.Float32), dy.to_type(ScalarType.Float32));
        Assert.Equal(1, NoiseRatio.Of(y, dy) / NoiseRatio.ByTorch(y, dy), 1e-11);
    }

    [Theory]
    [InlineData(64, 512, 0)]
    [InlineData(999, 5, 1000)]
    public void MeanSquareOf_KnownSums_IsTheMeanSquare(int rows, int channels, double mean)
    {
        Tensor dy = Samples.Normal(rows, channels) + mean;
        Assert.Equal(1, NoiseRatio.MeanSquareOf(PowerSums.Of(dy)) / MeanSquare.Of(dy), 1e-13);
        dy = dy.to_type(ScalarType.Float32);
        Assert.Equal(1, NoiseRatio.MeanSquareOf(PowerSums.Of(dy)) / MeanSquare.Of(dy), 1e-13);
    }

    [Fact]
    public void Of_ConstantChannel_IsNotFinite() =>
        Assert.False(double.IsFinite(NoiseRatio.Of(ones(8, 2, ScalarType.Float64), Samples.Normal(8, 2))));
}
