using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Convolutions;

/// <summary>The definition in <see cref="ConvolutionShape"/>, as loops in double, and the material to try it on.</summary>
internal static class NaiveConvolution
{
    public static Tensor Apply(ConvolutionShape shape, Tensor images, Tensor weights)
    {
        int count = (int)images.shape[0];
        double[] x = Numbers(images), w = Numbers(weights);
        double[,,,] result = new double[count, shape.OutputChannels, shape.OutputHeight, shape.OutputWidth];
        int half = shape.Boundary == Boundary.PeriodicOneSided ? shape.KernelSize - 1 : (shape.KernelSize - 1) / 2;
        for (int m = 0; m < count; m++)
            for (int o = 0; o < shape.OutputChannels; o++)
                for (int y = 0; y < shape.OutputHeight; y++)
                    for (int z = 0; z < shape.OutputWidth; z++)
                        for (int tap = 0; tap < shape.KernelSize * shape.KernelSize; tap++)
                        {
                            int fromY = Walk(shape.Boundary, (y * shape.Stride) + (tap / shape.KernelSize) - half, shape.Height);
                            int fromX = Walk(shape.Boundary, (z * shape.Stride) + (tap % shape.KernelSize) - half, shape.Width);
                            if (fromY < 0 || fromX < 0) continue;
                            for (int i = 0; i < shape.InputChannels; i++)
                            {
                                result[m, o, y, z] +=
                                    x[(((m * shape.InputChannels) + i) * shape.Height + fromY) * shape.Width + fromX] *
                                    w[((tap * shape.InputChannels) + i) * shape.OutputChannels + o];
                            }
                        }

        return tensor(result);
    }

    /// <summary>Standard normal images <c>[count, Cin, H, W]</c>, channels-last.</summary>
    public static Tensor Images(ConvolutionShape shape, int count, int simulation = 0) => ChannelsLast.Images(
        Normal(RandomPurpose.Images, simulation, (long)count * shape.Height * shape.Width, shape.InputChannels)
            .to(shape.Precision), count, shape.Height, shape.Width);

    /// <summary>Normal weights <c>[k*k, Cin, Cout]</c> of variance 2 / fan-in.</summary>
    public static Tensor Weights(ConvolutionShape shape, int simulation = 0)
    {
        int taps = shape.KernelSize * shape.KernelSize;
        Tensor normal = Normal(RandomPurpose.Weight, simulation, taps * shape.InputChannels, shape.OutputChannels);
        return (normal * Math.Sqrt(2.0 / (taps * shape.InputChannels))).to(shape.Precision)
            .view(taps, shape.InputChannels, shape.OutputChannels);
    }

    /// <summary>|actual - expected| / |expected|, Euclidean norms over all elements; infinite where a number is not finite.</summary>
    public static double RelativeError(Tensor actual, Tensor expected)
    {
        Assert.Equal(expected.shape, actual.shape);
        Tensor exact = expected.to(float64);
        double error = ((actual.to(float64) - exact).norm() / exact.norm()).item<double>();
        return double.IsFinite(error) ? error : double.PositiveInfinity;
    }

    /// <summary>What an algorithm is off in float32, from the direct sum in float64 of the same numbers.</summary>
    public static double ErrorToFloat64(ConvolutionShape shape, int count, ConvolutionAlgorithm algorithm)
    {
        (Tensor images, Tensor weights) = (Images(shape, count), Weights(shape));
        using ConvolutionPlan plan = new(shape, algorithm);
        using ConvolutionPlan exact = new(shape with { Precision = ScalarType.Float64 }, ConvolutionAlgorithm.Direct);
        return RelativeError(plan.Apply(images, weights), exact.Apply(images.to(ScalarType.Float64), weights.to(ScalarType.Float64)));
    }

    public static byte[] Bits(Tensor values) => values.contiguous().bytes.ToArray();

    private static Tensor Normal(RandomPurpose purpose, int simulation, long rows, int columns)
    {
        float[] values = new float[rows * columns];
        new RandomStream(7, simulation, 0, purpose).FillNormal(values);
        return tensor(values).view(rows, columns);
    }

    private static double[] Numbers(Tensor values) => values.to(float64).contiguous().data<double>().ToArray();

    /// <summary>The pixel at a position, found by walking back into the image step by step; -1 for a zero.</summary>
    private static int Walk(Boundary boundary, int position, int length)
    {
        while (position < 0 || position >= length)
        {
            switch (boundary)
            {
                case Boundary.Periodic or Boundary.PeriodicOneSided:
                    position += position < 0 ? length : -length;
                    break;
                case Boundary.Symmetric:
                    position = position < 0 ? -1 - position : 2 * length - 1 - position;
                    break;
                default:
                    return -1;
            }
        }

        return position;
    }
}
