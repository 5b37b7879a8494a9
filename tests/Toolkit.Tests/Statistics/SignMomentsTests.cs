using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class SignMomentsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Of_ThreeChannels_GivesTheMomentsByHand()
    {
        // Channel 0: 3, -1: nu_1(y+) = 3/2, nu_1(y-) = 1/2, mu_2 = 4. Channel 1: 1, 2, of one sign: product 0, mu_2 = 1/4. Channel 2: 0, 0.
        SignMoments signs = SignMoments.Of(tensor(new double[,] { { 3, 1, 0 }, { -1, 2, 0 } }));
        Assert.Equal(2 * (1.5 * 0.5) / 4.25, signs.Balance, 1e-15);
        Assert.Equal(2.0 / 3, signs.OneSignedShare, 1e-15);
    }

    [Fact]
    public void Of_NormalNumbers_GivesTheBalanceOfTheLaw()
    {
        // nu_1(y+) = nu_1(y-) = 1 / sqrt(2 pi): s = 1 / pi, so that delta_phi^2 = 1 / (1 - 1 / pi) = pi / (pi - 1).
        const int rows = 8192, channels = 128;
        SignMoments signs = SignMoments.Of(Samples.Normal(rows, channels).to_type(ScalarType.Float32));
        Assert.Equal(1 / Math.PI, signs.Balance, 4 * 0.3 / Math.Sqrt(rows * channels));
        Assert.Equal(0, signs.OneSignedShare);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(999, 5)]
    [InlineData(100, 12)]
    [InlineData(4099, 128)]
    public void Of_AnyShape_AgreesWithTorch(int rows, int channels)
    {
        // Channel means run from -3 to 3 deviations and beyond: some keep their sign.
        Tensor x = Samples.Normal(rows, channels) + linspace(-6, 6, channels, ScalarType.Float64);
        foreach (Tensor y in (Tensor[])[x, x.to_type(ScalarType.Float32)])
        {
            (SignMoments ours, SignMoments torch) = (SignMoments.Of(y), SignMoments.ByTorch(y));
            Assert.Equal(torch.Balance, ours.Balance, 1e-12);
            Assert.Equal(torch.OneSignedShare, ours.OneSignedShare);
        }
    }

    [Fact]
    public void Of_OneNegativeValueAmongThousands_IsNotOneSigned()
    {
        Tensor x = ones(4096, 1, ScalarType.Float32);
        x[17, 0] = -1e-4f;
        Assert.Equal(0, SignMoments.Of(x).OneSignedShare);
    }
}
