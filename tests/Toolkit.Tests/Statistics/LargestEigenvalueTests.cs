using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class LargestEigenvalueTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // 2 on the diagonal and -1 beside it has the eigenvalues 2 - 2 cos(k pi / (n + 1)), k = 1..n.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(700)] // eigenvalues crowd at the top: Lanczos gives up and the dense solver answers
    public void Of_SecondDifferences_IsTheClosedForm(int size) =>
        Assert.Equal(2 + 2 * Math.Cos(Math.PI / (size + 1)), LargestEigenvalue.Of(SecondDifferences(size), size), 1e-9);

    [Fact]
    public void ByLanczos_CrowdedTop_SaysThatItDidNotConverge()
    {
        Assert.Null(LargestEigenvalue.ByLanczos(SecondDifferences(700), 700, 256));
        Assert.Null(LargestEigenvalue.ByLanczos(SecondDifferences(17), 17, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void ByLanczos_TopEigenvalueRepeated_IsThatEigenvalue(int times)
    {
        const int size = 40;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) matrix[i * size + i] = i < times ? 5 : 4.0 * i / size;
        Assert.Equal(5, LargestEigenvalue.ByLanczos(matrix, size, 256)!.Value, 1e-9);
    }

    [Fact]
    public void ByLanczos_Identity_IsOneAfterOneStep()
    {
        const int size = 30;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) matrix[i * size + i] = 1;
        Assert.Equal(1, LargestEigenvalue.ByLanczos(matrix, size, 1)!.Value, 1e-14);
    }

    [Theory]
    [InlineData(1e-100)]
    [InlineData(1)]
    [InlineData(1e100)]
    public void ByLanczos_RankOne_IsTheSquareOfTheVector(double scale)
    {
        const int size = 129;
        double[] vector = Samples.Normal(size, 1).data<double>().ToArray(), matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++) matrix[i * size + j] = scale * vector[i] * vector[j];
        }

        double expected = vector.Sum(v => v * v);
        Assert.Equal(expected, LargestEigenvalue.ByLanczos(matrix, size, 256)!.Value / scale, 1e-12 * expected);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(37, 80)]
    [InlineData(128, 130)]
    [InlineData(200, 2000)]
    public void ByLanczos_RandomGram_AgreesWithTheDenseSolver(int size, int columns)
    {
        Tensor v = Samples.Normal(size, columns);
        double[] matrix = v.mm(v.t()).data<double>().ToArray();
        double expected = LargestEigenvalue.Dense(matrix, size);
        Assert.Equal(expected, LargestEigenvalue.ByLanczos(matrix, size, 256)!.Value, 1e-9 * expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(50)]
    public void TridiagonalTop_Sums_IsTheClosedForm(int size)
    {
        // 2 on the diagonal and 1 beside it: the top vector is sqrt(2 / (n + 1)) sin(k pi / (n + 1)).
        double[] diagonal = new double[size], offDiagonal = new double[size - 1];
        Array.Fill(diagonal, 2);
        Array.Fill(offDiagonal, 1);
        (double value, double last) = TridiagonalTop.Of(diagonal, offDiagonal, 0);
        Assert.Equal(2 + 2 * Math.Cos(Math.PI / (size + 1)), value, 1e-13);
        Assert.Equal(Math.Sqrt(2.0 / (size + 1)) * Math.Sin(Math.PI / (size + 1)), last, 1e-9);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 8)]
    [InlineData(7, 13)]
    [InlineData(64, 512)]
    public void SmallGram_AnyShape_AgreesWithTorch(int rows, int columns)
    {
        Tensor v = Samples.Normal(rows, columns);
        double[] expected = v.mm(v.t()).data<double>().ToArray(), actual = new double[expected.Length];
        SmallGram.Fill(v, actual);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 1e-11);
    }

    private static double[] SecondDifferences(int size)
    {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            matrix[i * size + i] = 2;
            if (i > 0) matrix[i * size + i - 1] = matrix[(i - 1) * size + i] = -1;
        }

        return matrix;
    }
}
