using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Numerics;

public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(5, 1, 3)]
    [InlineData(32, 256, 64)]
    [InlineData(32, 257, 64)]
    [InlineData(128, 3072, 96)]
    public void Of_AnyInnerDimension_IsTheProduct(int rows, int inner, int columns)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor left, Tensor right) = (Normal(rows, inner, 0), Normal(inner, columns, 1));
        Tensor expected = left.to(float64).mm(right.to(float64)), output = full([rows, columns], float.NaN);

        Tensor product = MatrixProduct.Of(left, right);

        Assert.InRange(Error(product), 0, 1e-6);
        Assert.Same(output, MatrixProduct.Of(left, right, output));
        Assert.True(output.equal(product).all().item<bool>());

        double Error(Tensor actual) => ((actual.to(float64) - expected).norm() / expected.norm()).item<double>();
    }

    // torch's own product of 3072 columns changes its bits here on processors with AVX-512.
    [Theory]
    [InlineData(512)]
    [InlineData(3072)]
    public void Of_AnyNumberOfThreads_HasTheSameBits(int inner)
    {
        int threads = get_num_threads();
        using DisposeScope scope = NewDisposeScope();
        try
        {
            (Tensor left, Tensor right) = (Normal(32, inner, 0), Normal(inner, 96, 1));
            set_num_threads(1);
            Tensor one = MatrixProduct.Of(left, right);
            foreach (int count in (int[])[2, 3, 4])
            {
                set_num_threads(count);
                Assert.True(MatrixProduct.Of(left, right).equal(one).all().item<bool>());
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static Tensor Normal(int rows, int columns, int stream)
    {
        float[] values = new float[rows * columns];
        new Architectures.Random.RandomStream(7, stream, 0, Architectures.Random.RandomPurpose.Weight).FillNormal(values);
        return tensor(values).view(rows, columns);
    }
}
