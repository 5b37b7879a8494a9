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
    public void EqualsTorchsProduct(int rows, int columns)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor v = Samples.Normal(rows, columns).to(ScalarType.Float64);
        double[] gram = new double[columns * columns];
        TallGram.Fill(v, gram);
        double[] expected = [.. v.t().mm(v).contiguous().data<double>()];
        for (int i = 0; i < gram.Length; i++) Assert.Equal(expected[i], gram[i], 1e-10 * rows);
    }

    [Fact]
    public void BitsAreThoseOfAnyNumberOfThreads()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor v = Samples.Normal(5000, 40).to(ScalarType.Float64);
        double[] one = new double[1600], two = new double[1600];
        int threads = get_num_threads();
        try
        {
            set_num_threads(1);
            TallGram.Fill(v, one);
            set_num_threads(3);
            TallGram.Fill(v, two);
        }
        finally
        {
            set_num_threads(threads);
        }

        Assert.Equal(one, two);
    }
}
