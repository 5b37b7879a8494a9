using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// Closed curves of inputs, x(t) = cos(t) a + sin(t) b at M equidistant t of [0, 2 pi), and the length of what a
/// network makes of them (Raghu et al. 2017, arXiv 1606.05336; Poole et al. 2016). Great circles of a sphere where a
/// and b are orthogonal and equally long, ellipses elsewhere.
/// </summary>
public static class GreatCircles
{
    /// <summary>
    /// The points of the circles and their tangents dx/dt = -sin(t) a + cos(t) b as signal and noise.
    /// </summary>
    /// <param name="images"><c>[2K, C, H, W]</c>: a and b of the first circle, then of the second, and so on.</param>
    /// <param name="points">M, the points of a circle; 1 or more.</param>
    /// <returns>
    /// A twin batch <c>[2KM, C, H, W]</c>, channels-last, circle after circle, in the arithmetic of the images.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The images are not pairs of <c>[C, H, W]</c>, or there is no point.
    /// </exception>
    public static Tensor Through(Tensor images, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        long[] shape = images.shape;
        if (shape.Length != 4 || shape[0] % 2 != 0)
        {
            throw new ArgumentException($"images [{string.Join(", ", shape)}]: must be [2K, C, H, W], two for each "
                + "circle");
        }

        using DisposeScope scope = NewDisposeScope();
        double[] angles = [.. Enumerable.Range(0, points).Select(i => 2 * Math.PI * i / points)];
        Tensor pairs = images.reshape(shape[0] / 2, 2, 1, -1), a = pairs.select(1, 0), b = pairs.select(1, 1);
        // [K, 1, C H W]
        Tensor cos = OfAngles(Math.Cos), sin = OfAngles(Math.Sin);
        Tensor x = a.mul(cos).Plus(b.mul(sin)), dx = b.mul(cos).Minus(a.mul(sin));
        long[] batch = [shape[0] / 2 * points, .. shape[1..]];
        return TwinBatch.Stack(x.reshape(batch), dx.reshape(batch)).MoveToOuterDisposeScope();

        Tensor OfAngles(Func<double, double> value) =>
            tensor([.. angles.Select(value)], [1L, points, 1]).to(images.dtype, images.device);
    }

    /// <summary>
    /// The natural logarithm of the mean length of the curves: L = 2 pi E|dx/dt|, the Euclidean norm over C, H, W, the
    /// mean over all points. This is the trapezoid rule of the integral over a period.
    /// </summary>
    /// <param name="twin">The twin batch <c>[2KM, C, H, W]</c> anywhere in a network, whose noise is dx/dt.</param>
    /// <param name="logNoiseScale">The logarithm of what the network divided out of the noise so far.</param>
    /// <returns>log L; minus infinity where every tangent is 0.</returns>
    public static double LogLength(Tensor twin, double logNoiseScale)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(TwinBatch.Noise(twin));
        long count = twin.shape[0] / 2, positions = twin.shape[2] * twin.shape[3];
        double sum = 0;
        for (long i = 0; i < count; i++)
        {
            using Tensor point = rows.narrow(0, i * positions, positions);
            sum += Math.Sqrt(MeanSquare.Of(point));
        }

        return Math.Log(2 * Math.PI * sum / count) + (0.5 * Math.Log(twin.shape[1] * positions)) + logNoiseScale;
    }
}
