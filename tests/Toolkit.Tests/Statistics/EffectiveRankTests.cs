using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class EffectiveRankTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Of_UncorrelatedChannels_IsTheSumOfVariancesOverTheLargest(ScalarType type)
    {
        // Columns a (1, 1, -1, -1) + 5 and b (1, -1, 1, -1) - 7 have variances a^2 = 9 and b^2 = 4 and no covariance.
        Tensor rows = tensor(new double[,] { { 8, -5 }, { 8, -9 }, { 2, -5 }, { 2, -9 } }, type);
        Assert.Equal(13.0 / 9, EffectiveRank.Of(rows)!.Value, 1e-14);
    }

    [Fact]
    public void Of_MoreChannelsThanRows_CountsTheSameEigenvalues()
    {
        // The channels above, each four times over: the eigenvalues are 4 a^2 and 4 b^2.
        Tensor rows = tensor(new double[,] { { 3, 2 }, { 3, -2 }, { -3, 2 }, { -3, -2 } }).repeat(1, 4);
        Assert.Equal(13.0 / 9, EffectiveRank.Of(rows)!.Value, 1e-14);
    }

    public static TheoryData<Spectrum, int, int> Spectra
    {
        get
        {
            TheoryData<Spectrum, int, int> data = [];
            foreach (Spectrum spectrum in Enum.GetValues<Spectrum>())
            {
                data.Add(spectrum, 4096, 128); // 32-bit Gram matrix of channels, by tiles
                data.Add(spectrum, 512, 60);   // 64-bit Gram matrix of channels
                data.Add(spectrum, 64, 509);   // 64-bit Gram matrix of rows (fully connected)
                data.Add(spectrum, 300, 999);  // 32-bit Gram matrix of rows, by blocks
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Spectra))]
    public void Of_StudiedSpectrum_AgreesWithSingularValuesIn64Bits(Spectrum spectrum, int rows, int columns)
    {
        Tensor x = Samples.OfSpectrum(spectrum, rows, columns), exact = x.to_type(ScalarType.Float64);
        Tensor squares = linalg.svdvals(exact - exact.mean([0], keepdim: true)).square();
        double expected = (squares.sum() / squares.max()).item<double>();
        Assert.Equal(expected, EffectiveRank.Of(x)!.Value, 1e-7 * expected);
        if (spectrum is Spectrum.NearOneDimension or Spectrum.NearOneDimensionFarFromZero)
        {
            // The variance outside the first direction, 0.005 of it and some more where rows are few.
            Assert.InRange(expected - 1, 0.003, 0.03);
            Assert.Equal(expected - 1, EffectiveRank.Of(x)!.Value - 1, 2e-5 * (expected - 1));
        }
    }

    [Theory]
    [InlineData(Spectrum.White, 600, 500)] // by products with vectors
    [InlineData(Spectrum.Exponential, 600, 500)]
    [InlineData(Spectrum.NearOneDimensionFarFromZero, 600, 500)]
    [InlineData(Spectrum.White, 400, 1200)]
    [InlineData(Spectrum.Rectified, 400, 1200)]
    [InlineData(Spectrum.White, 1500, 383)] // by tiles
    [InlineData(Spectrum.Rectified, 3000, 400)]
    [InlineData(Spectrum.ExponentialFarFromZero, 200, 900)]
    [InlineData(Spectrum.White, 40, 60)] // small
    public void Of_64BitRows_AgreesWithSingularValuesForAnyNumberOfThreads(Spectrum spectrum, int rows, int columns)
    {
        Tensor x = Samples.OfSpectrum(spectrum, rows, columns).to_type(ScalarType.Float64);
        Tensor squares = linalg.svdvals(x - x.mean([0], keepdim: true)).square();
        double expected = (squares.sum() / squares.max()).item<double>();
        double rank = EffectiveRank.Of(x)!.Value;
        Assert.Equal(expected, rank, 1e-9 * expected);
        int threads = get_num_threads();
        try
        {
            set_num_threads(threads == 1 ? 3 : 1);
            Assert.Equal(rank, EffectiveRank.Of(x));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(64, 512)]
    [InlineData(4096, 128)]
    public void Of_RowsTimesAnyScale_StaysTheSame(int rows, int columns)
    {
        Tensor x = Samples.OfSpectrum(Spectrum.Rectified, rows, columns);
        double expected = EffectiveRank.Of(x)!.Value;
        Assert.Equal(expected, EffectiveRank.Of(x * (float)Math.ScaleB(1, 60)));
        Assert.Equal(expected, EffectiveRank.Of(x * (float)Math.ScaleB(1, -60)));
        Assert.Equal(expected, EffectiveRank.Of(x * 1e15f)!.Value, 1e-6 * expected);
        Assert.Equal(expected, EffectiveRank.Of(x * 1e-15f)!.Value, 1e-6 * expected);
        Assert.Equal(expected, EffectiveRank.Of(x * 1e-38f)!.Value, 1e-4 * expected); // the numbers themselves lose digits here
    }

    [Fact]
    public void Of_IndependentChannels_FollowsMarchenkoAndPastur()
    {
        // Largest eigenvalue (1 + sqrt(C/R))^2, with fluctuations of relative order C^(-2/3) about 0.4 (Tracy and Widom).
        const int rows = 8192, channels = 128;
        double edge = Math.Pow(1 + Math.Sqrt((double)channels / rows), 2);
        double rank = EffectiveRank.Of(Samples.Normal(rows, channels).to_type(ScalarType.Float32))!.Value;
        Assert.Equal(channels / edge, rank, 0.03 * channels / edge);
    }

    [Theory]
    [InlineData(64, 512)]
    [InlineData(4096, 128)]
    [InlineData(50, 1)]
    public void Of_OneDirection_IsOne(int rows, int columns)
    {
        Tensor x = Samples.Normal(rows, 1).mm(Samples.Normal(1, columns, 1)) + 3;
        Assert.Equal(1, EffectiveRank.Of(x)!.Value, 1e-12);
        Assert.Equal(1, EffectiveRank.Of(x.to_type(ScalarType.Float32))!.Value, 1e-6);
    }

    [Theory]
    [InlineData(1e3f)]
    [InlineData(1e25f)] // its square is beyond 32 bits
    public void Of_RowsUnlikeTheSampleOfTheirCentre_AgreesWithSingularValues(float outlier)
    {
        // One far row that is not of the sample makes the sample's centre and scale wrong.
        Tensor x = Samples.Normal(4096, 128).to_type(ScalarType.Float32);
        Assert.DoesNotContain(33, Enumerable.Range(0, ChannelCentre.Sampled).Select(i => ChannelCentre.SampledRow(i, ChannelCentre.Sampled, 4096)));
        x[33] = x[33] * outlier;
        Tensor exact = x.to_type(ScalarType.Float64);
        Tensor squares = linalg.svdvals(exact - exact.mean([0], keepdim: true)).square();
        double expected = (squares.sum() / squares.max()).item<double>();
        Assert.Equal(expected, EffectiveRank.Of(x)!.Value, 1e-6 * expected);
    }

    [Fact]
    public void Of_SampleThatDoesNotVary_TakesAllRows()
    {
        Tensor x = Samples.Normal(4096, 128).to_type(ScalarType.Float32);
        for (int i = 0; i < ChannelCentre.Sampled; i++) x[ChannelCentre.SampledRow(i, ChannelCentre.Sampled, 4096)] = zeros(128);
        Tensor exact = x.to_type(ScalarType.Float64);
        Tensor squares = linalg.svdvals(exact - exact.mean([0], keepdim: true)).square();
        double expected = (squares.sum() / squares.max()).item<double>();
        Assert.Equal(expected, EffectiveRank.Of(x)!.Value, 1e-7 * expected);
    }

    [Fact]
    public void Of_AnyLanesAndThreads_GivesTheSameGramMatrix()
    {
        Tensor x = Samples.OfSpectrum(Spectrum.Rectified, 5000, 150);
        ChannelCentre centre = ChannelCentre.OfSample(x)!;
        double[] expected = Gram(1);
        int threads = get_num_threads();
        try
        {
            foreach (int count in new[] { 1, 3 })
            {
                set_num_threads(count);
                Assert.Equal(expected, Gram(4));
                Assert.Equal(expected, Gram(8));
                Assert.Equal(expected, Gram(16));
            }
        }
        finally
        {
            set_num_threads(threads);
        }

        double[] Gram(int lanes)
        {
            double[] gram = new double[150 * 150];
            CentredGram.Fill(x, centre, gram, lanes);
            return gram;
        }
    }

    [Fact]
    public void Of_NothingThatVaries_IsAbsent()
    {
        Assert.Null(EffectiveRank.Of(zeros(100, 8)));
        Assert.Null(EffectiveRank.Of(full(100, 8, 0.1f)));
        Assert.Null(EffectiveRank.Of(full(8, 100, 0.1)));
        Assert.Null(EffectiveRank.Of(ones(1, 8)));
        Assert.Null(EffectiveRank.Of(zeros(8, 100, ScalarType.Float32).t()));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Of_ValueNotFinite_IsAbsent(float value)
    {
        Tensor x = Samples.Normal(100, 8).to_type(ScalarType.Float32);
        x[3, 2] = value;
        Assert.Null(EffectiveRank.Of(x));
        Assert.Null(EffectiveRank.Of(x.t()));
    }

    [Theory]
    [InlineData(500, 24)]
    [InlineData(24, 500)]
    public void Of_RowsNotContiguous_AgreesWithTheirCopy(int rows, int columns)
    {
        Tensor x = Samples.Normal(columns, rows).to_type(ScalarType.Float32).t();
        Assert.Equal(EffectiveRank.Of(x.contiguous())!.Value, EffectiveRank.Of(x)!.Value, 1e-10);
    }

    [Fact]
    public void Of_AnyRows_LeavesNoTensorBehind()
    {
        Tensor few = Samples.Normal(64, 512), turned = few.t(), many = Samples.Normal(2048, 160).to_type(ScalarType.Float32);
        using DisposeScope scope = NewDisposeScope();
        EffectiveRank.Of(few);
        EffectiveRank.Of(turned);
        EffectiveRank.Of(many);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Of_Images_SaysHowToMakeRows() => Assert.StartsWith(
        "rows has the shape [2, 3, 4, 4]; it must be [R, C]",
        Assert.Throws<ArgumentException>(() => EffectiveRank.Of(zeros(2, 3, 4, 4))).Message);
}
