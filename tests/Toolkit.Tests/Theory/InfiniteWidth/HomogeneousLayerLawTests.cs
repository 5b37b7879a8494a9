using MathNet.Numerics;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

public class HomogeneousLayerLawTests
{
    // Images that differ in all N - 1 directions alike, epsilon 0: z is uniform on a sphere of radius N^(1/2), and v independent of it.
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    public void Layer_OfIsotropicImages_IsInClosedForm(int size)
    {
        BatchNormLayer layer = HomogeneousLayerLaw.Relu.Of(Grams.Isotropic(size), 0);

        double inverse = size / (size - 3.0), directions = size - 1;
        Assert.Equal(inverse, layer.InverseVariance, 1e-9);
        Assert.Equal(1, layer.MeanSquare, 1e-12);
        Assert.Equal(3 * (size - 1.0) / (size + 1), layer.FourthMoment, 1e-9);
        Assert.Equal(Math.Sqrt(directions / Math.PI) * Math.Exp(SpecialFunctions.GammaLn(directions / 2) - SpecialFunctions.GammaLn((directions + 1) / 2)),
            layer.AbsoluteMean, 1e-6);
        Assert.Equal(0.5, layer.Activated[0, 0], 1e-10);
        double angle = Math.Acos(-1 / directions);
        Assert.Equal((Math.Sin(angle) - ((Math.PI - angle) / directions)) / (2 * Math.PI), layer.Activated[0, size - 1], 1e-10);
        Assert.All(layer.NoiseFactors, factor => Assert.Equal(0.5 * inverse, factor, 1e-9));
    }

    // Two images: z is (1, -1) or (-1, 1), epsilon apart.
    [Fact]
    public void Layer_OfTwoImages_HasOneOfTwoSigns()
    {
        BatchNormLayer layer = HomogeneousLayerLaw.Relu.Of(Grams.Row(2).Centred(), 1e-9);

        Assert.Equal(0.5, layer.Activated[0, 0], 1e-4);
        Assert.Equal(0, layer.Activated[0, 1], 1e-12);
        Assert.Equal(1, layer.FourthMoment, 1e-3);
    }

    // 10^5 channels drawn one by one, K' of images unlike in size and direction; all expectations within five standard errors.
    [Theory]
    [InlineData("relu", 12, 1e-3)]
    [InlineData("relu", 5, 0.1)]
    [InlineData("leaky-relu", 12, 1e-3)]
    [InlineData("linear", 8, 0)]
    public void Layer_OfChannelsDrawn_HasTheirMeans(string name, int size, double epsilon)
    {
        const int channels = 100_000, blocks = 50;
        ActivationKind activation = ActivationCatalog.Find(name)!;
        GramMatrix centred = Grams.Of(size, (i, j) => Grams.Row(size)[i, j] * (1 + i) * (1 + j)).Centred().Affine(0.02);
        BatchNormLayer layer = new HomogeneousLayerLaw(activation.Evaluate(1).Value, -activation.Evaluate(-1).Value).Of(centred, epsilon);

        double[] expected = [layer.InverseVariance, layer.MeanSquare, layer.FourthMoment, layer.AbsoluteMean, .. layer.NoiseFactors, .. layer.Activated.Values];
        double[][] means = [.. Enumerable.Range(0, blocks).Select(block => Draw(centred, epsilon, activation, channels / blocks, block))];
        for (int i = 0; i < expected.Length; i++)
        {
            double mean = means.Average(m => m[i]), error = Math.Sqrt(means.Sum(m => (m[i] - mean) * (m[i] - mean)) / blocks / (blocks - 1));
            Assert.InRange(expected[i], mean - (5 * error) - 1e-9, mean + (5 * error) + 1e-9);
            Assert.InRange(error, 0, 0.02 * Math.Max(0.2, Math.Abs(mean)));
        }
    }

    // The noise's factor is the same for each image, whatever its size: half of R.
    [Fact]
    public void NoiseFactors_DoNotKnowTheImage()
    {
        BatchNormLayer layer = HomogeneousLayerLaw.Relu.Of(Grams.Row(9).Centred(), 1e-2);

        Assert.All(layer.NoiseFactors, factor => Assert.Equal(0.5 * layer.InverseVariance, factor, 1e-15));
    }

    // By a Cholesky factor and plain loops.
    private static double[] Draw(GramMatrix centred, double epsilon, ActivationKind activation, int channels, int block)
    {
        int n = centred.Size;
        double[,] factor = Cholesky(centred);
        float[] normal = new float[channels * n];
        new RandomStream(5, block, 0, RandomPurpose.Weight).FillNormal(normal);
        double[] sums = new double[4 + n + (n * n)], y = new double[n], values = new double[n];
        for (int c = 0; c < channels; c++)
        {
            double variance = 0;
            for (int i = 0; i < n; i++)
            {
                y[i] = 0;
                for (int k = 0; k <= i; k++) y[i] += factor[i, k] * normal[(c * n) + k];
                variance += y[i] * y[i] / n;
            }

            double scale = 1 / Math.Sqrt(variance + epsilon);
            sums[0] += scale * scale;
            sums[1] += variance * scale * scale;
            for (int i = 0; i < n; i++)
            {
                double z = y[i] * scale;
                (values[i], double slope) = activation.Evaluate(z);
                sums[2] += z * z * z * z / n;
                sums[3] += Math.Abs(z) / n;
                sums[4 + i] += slope * slope * scale * scale;
            }

            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) sums[4 + n + (i * n) + j] += values[i] * values[j];
            }
        }

        return [.. sums.Select(s => s / channels)];
    }

    private static double[,] Cholesky(GramMatrix matrix)
    {
        int n = matrix.Size;
        double[,] factor = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++) rest -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(Math.Max(0, rest)) : factor[j, j] > 1e-9 ? rest / factor[j, j] : 0;
            }
        }

        return factor;
    }
}
