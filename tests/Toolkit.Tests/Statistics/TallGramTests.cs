using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class TallGramTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(129, 5)]
    [InlineData(1025, 17)]
    [InlineData(2100, 64)]
    [InlineData(300, 131)]
    [InlineData(31, 400)]
    [InlineData(130, 1300)]
    public void EqualsTorchsProduct(int rows, int columns)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Samples.Normal(rows, columns).to(ScalarType.Float64) + 3;
        ChannelCentre centre = new([.. Enumerable.Range(0, columns).Select(c => 3 + (0.1 * c))], 2);
        int size = Math.Min(rows, columns);
        double[] gram = new double[size * size];
        TallGram.Fill(x, centre, gram);
        Tensor v = (x - tensor(centre.Means)) * 2;
        double[] expected = [.. (columns <= rows ? v.t().mm(v) : v.mm(v.t())).contiguous().data<double>()];
        for (int i = 0; i < gram.Length; i++) Assert.Equal(expected[i], gram[i], 1e-11 * rows * columns);
    }

    [Fact]
    public void BitsAreThoseOfAnyNumberOfThreads()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor v = Samples.Normal(5000, 40).to(ScalarType.Float64);
        ChannelCentre centre = new(new double[40], 1);
        double[] one = new double[1600], two = new double[1600];
        int threads = get_num_threads();
        try
        {
            set_num_threads(1);
            TallGram.Fill(v, centre, one);
            set_num_threads(3);
            TallGram.Fill(v, centre, two);
        }
        finally
        {
            set_num_threads(threads);
        }

        Assert.Equal(one, two);
    }
}
