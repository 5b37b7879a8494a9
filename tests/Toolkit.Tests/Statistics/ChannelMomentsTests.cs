using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class ChannelMomentsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Of_TwoRows_GivesTheMomentsByHand(ScalarType type)
    {
        // Channel 0: 1, 3 (mean 2); channel 1: 2, -2 (mean 0).
        ChannelMoments moments = ChannelMoments.Of(tensor(new double[,] { { 1, 2 }, { 3, -2 } }, type));
        Assert.Equal(new ChannelMoments((2 + 2) / 2.0, (5 + 4) / 2.0, (1 + 4) / 2.0, (1 + 16) / 2.0), moments);
    }

    [Fact]
    public void Of_NormalNumbers_GivesTheMomentsOfTheLaw()
    {
        const int rows = 8192, channels = 128, count = rows * channels;
        ChannelMoments moments = ChannelMoments.Of(Samples.Normal(rows, channels).to_type(ScalarType.Float32));
        // Variances of |z|, z^2, z^4: 1 - 2/pi, 2, 96. Centring takes 1/R off mu_2 and 6/R off mu_4 on average.
        Assert.Equal(Math.Sqrt(2 / Math.PI), moments.Nu1Abs, 4 * Math.Sqrt((1 - 2 / Math.PI) / count));
        Assert.Equal(1, moments.Nu2, 4 * Math.Sqrt(2.0 / count));
        Assert.Equal(1 - 1.0 / rows, moments.Mu2, 4 * Math.Sqrt(2.0 / count));
        Assert.Equal(3 - 6.0 / rows, moments.Mu4, 4 * Math.Sqrt(96.0 / count));
    }

    // Channels that do and do not fill the vectors; rows left over from blocks of 8, from folds and from chunks.
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 1, 8 }, { 5, 1 }, { 7, 3 }, { 1000, 3 }, { 999, 5 }, { 100, 12 }, { 64, 512 }, { 4099, 128 }, { 2050, 20 },
        { 600_001, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Of_AnyShape_AgreesWithTwoPassesIn64Bits(int rows, int channels)
    {
        Tensor x = Samples.Normal(rows, channels) + arange(channels, dtype: ScalarType.Float64);
        AssertClose(ChannelMoments.ByTorch(x), ChannelMoments.Of(x));
        x = x.to_type(ScalarType.Float32);
        AssertClose(ChannelMoments.ByTorch(x), ChannelMoments.Of(x));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void Of_MeanFarBeyondTheSpread_LosesNothing(double mean)
    {
        Tensor x = (Samples.Normal(4096, 64) + mean).to_type(ScalarType.Float32);
        AssertClose(ChannelMoments.ByTorch(x), ChannelMoments.Of(x));
    }

    [Fact]
    public void Of_FirstRowAnOutlier_LosesNothing() // the first row is what the sums are shifted by
    {
        Tensor x = Samples.Normal(4096, 64);
        x[0] = full(64, 1e6, ScalarType.Float64);
        AssertClose(ChannelMoments.ByTorch(x), ChannelMoments.Of(x));
    }

    [Fact]
    public void Of_RectifiedNumbers_AgreesWithTwoPassesIn64Bits()
    {
        Tensor x = Samples.Normal(4096, 64).relu().to_type(ScalarType.Float32);
        AssertClose(ChannelMoments.ByTorch(x), ChannelMoments.Of(x));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public void Of_RowsTimesAPowerOfTwo_ScalesExactly(int power)
    {
        Tensor x = Samples.Normal(500, 24).to_type(ScalarType.Float32);
        ChannelMoments unit = ChannelMoments.Of(x), scaled = ChannelMoments.Of(x * (float)Math.ScaleB(1, power));
        Assert.Equal(
            new ChannelMoments(
                Math.ScaleB(unit.Nu1Abs, power), Math.ScaleB(unit.Nu2, 2 * power),
                Math.ScaleB(unit.Mu2, 2 * power), Math.ScaleB(unit.Mu4, 4 * power)),
            scaled);
    }

    [Fact]
    public void Of_ConstantChannels_GivesNoVarianceAtAll()
    {
        ChannelMoments moments = ChannelMoments.Of(full(1000, 24, 0.1f));
        Assert.Equal((0.0, 0.0), (moments.Mu2, moments.Mu4));
        Assert.Equal((double)0.1f * 0.1f, moments.Nu2, 1e-15);
    }

    [Fact]
    public void Of_AnyNumberOfThreads_GivesTheSameBits()
    {
        Tensor x = Samples.Normal(16_384, 64).to_type(ScalarType.Float32);
        int threads = get_num_threads();
        try
        {
            set_num_threads(1);
            (ChannelMoments moments, double square) = (ChannelMoments.Of(x), MeanSquare.Of(x));
            set_num_threads(4);
            Assert.Equal((moments, square), (ChannelMoments.Of(x), MeanSquare.Of(x)));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Of_RowsNotContiguous_AgreesWithTheirCopy()
    {
        Tensor x = Samples.Normal(24, 500).to_type(ScalarType.Float32).t();
        AssertClose(ChannelMoments.Of(x.contiguous()), ChannelMoments.Of(x));
        Assert.Equal(MeanSquare.Of(x.contiguous()), MeanSquare.Of(x), 1e-12);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Of_ValueNotFinite_GivesNoFiniteMoment(float value)
    {
        Tensor x = Samples.Normal(100, 8).to_type(ScalarType.Float32);
        x[3, 2] = value;
        ChannelMoments moments = ChannelMoments.Of(x);
        Assert.False(double.IsFinite(moments.Nu1Abs) || double.IsFinite(moments.Nu2));
        Assert.False(double.IsFinite(moments.Mu2) || double.IsFinite(moments.Mu4));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MeanSquare_AnyShape_AgreesWithTorch(int rows, int channels)
    {
        Tensor x = Samples.Normal(rows, channels) + 1;
        Assert.Equal(1, MeanSquare.Of(x) / x.square().mean().item<double>(), 1e-12);
        x = x.to_type(ScalarType.Float32);
        Assert.Equal(1, MeanSquare.Of(x) / x.to_type(ScalarType.Float64).square().mean().item<double>(), 1e-12);
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void MeanSquare_SquaresOutsideThe32BitRange_AreKept(float value) =>
        Assert.Equal(1, MeanSquare.Of(full(100, 7, value)) / ((double)value * value), 1e-12);

    [Fact]
    public void Of_AnyRows_LeavesNoTensorBehind()
    {
        Tensor x = Samples.Normal(64, 24);
        using DisposeScope scope = NewDisposeScope();
        ChannelMoments.Of(x);
        ChannelMoments.ByTorch(x);
        MeanSquare.Of(x);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Of_Images_SaysHowToMakeRows()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ChannelMoments.Of(zeros(2, 3, 4, 4)));
        Assert.Equal(
            "rows has the shape [2, 3, 4, 4]; it must be [R, C] with R and C at least 1: " +
            "take ChannelsLast.Rows of images [N, C, H, W] (Parameter 'rows')", error.Message);
        Assert.Throws<ArgumentException>(() => ChannelMoments.Of(zeros(0, 3)));
    }

    [Fact]
    public void Of_WholeNumbers_SaysWhichTypesMay()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ChannelMoments.Of(zeros(2, 3, ScalarType.Int64)));
        Assert.Equal(
            "rows is of type Int64; it must be Float32 or Float64: convert it with to_type (Parameter 'rows')", error.Message);
    }

    // Relative to each value; a single row has central moments of exactly 0.
    private static void AssertClose(ChannelMoments expected, ChannelMoments actual)
    {
        Assert.Equal(expected.Nu1Abs, actual.Nu1Abs, 1e-10 * expected.Nu1Abs);
        Assert.Equal(expected.Nu2, actual.Nu2, 1e-10 * expected.Nu2);
        Assert.Equal(expected.Mu2, actual.Mu2, 1e-10 * expected.Mu2);
        Assert.Equal(expected.Mu4, actual.Mu4, 1e-10 * expected.Mu4);
    }
}
