using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// Standard normal numbers at the points of curves, correlated as the run's simulations are: at point j the scalar
/// product of the direction u_j of the deviations and n normal numbers, which change along a curve from depth to depth
/// with correlation exp(-1/L) and are new for every curve. The correlation of two points is then that of the
/// simulations times exp(-distance/L), 0 between curves: close neighbours keep theirs, and none is made up where n
/// simulations cannot tell. L is 12% of a curve's points.
/// </summary>
/// <remarks>
/// Without the fading the largest |z| is too small where simulations are few. Of 200 published fully connected nets, n
/// of them against the mean of the others: 5% became 30, 15, 11, 7% at n = 5, 8, 16, 32 in batch-norm feedforward nets,
/// with it 3, 3, 1, 4%. The mean of z^2 takes numbers that do not fade: there correlations too small would be the
/// error.
/// </remarks>
internal static class TaperedDraws
{
    private const double LengthShare = 0.12;

    // More give no better correlations than are needed.
    private const int MostDirections = 64;

    /// <summary>Draws.</summary>
    /// <param name="curves">The points, curve by curve, by depth.</param>
    /// <param name="squaredZ">z^2 of each point as it is, in the same order.</param>
    /// <param name="options">How many draws.</param>
    public static NullDistribution Of(IReadOnlyList<MeanPoint[]> curves, double[] squaredZ, ComparisonOptions options)
    {
        float[][][] directions = [.. curves.Select(points => points.Select(Direction).ToArray())];
        double[] largest = new double[options.Permutations + 1], meanSquare = new double[options.Permutations + 1];
        (largest[0], meanSquare[0]) = (squaredZ.Max(), squaredZ.Average());
        Parallel.For(1, largest.Length, draw =>
        {
            Normals normals = new(new RandomStream(options.Seed, draw, 2, RandomPurpose.Resampling));
            float[] constant = new float[MostDirections], fading = new float[MostDirections];
            foreach (ref float number in constant.AsSpan()) number = normals.Next();
            double total = 0;
            foreach (float[][] curve in directions)
            {
                float keep = (float)Math.Exp(-1 / Math.Max(1, LengthShare * curve.Length)),
                    add = MathF.Sqrt(1 - (keep * keep));
                for (int point = 0; point < curve.Length; point++)
                {
                    float[] direction = curve[point];
                    float faded = 0, whole = 0;
                    for (int i = 0; i < direction.Length; i++)
                    {
                        fading[i] = point == 0 ? normals.Next() : (keep * fading[i]) + (add * normals.Next());
                        faded += direction[i] * fading[i];
                        whole += direction[i] * constant[i];
                    }

                    largest[draw] = Math.Max(largest[draw], faded * (double)faded);
                    total += whole * (double)whole;
                }
            }

            meanSquare[draw] = total / squaredZ.Length;
        });
        return new(largest, meanSquare, squaredZ, takesAll: false);
    }

    // Where the run does not vary any direction is as good.
    private static float[] Direction(MeanPoint point)
    {
        double[] whole =
            point.Direction(MostDirections) ?? [1, .. new double[Math.Min(point.Values.Length, MostDirections) - 1]];
        return Array.ConvertAll(whole, v => (float)v);
    }

    private sealed class Normals(RandomStream stream)
    {
        private readonly float[] _numbers = new float[4096];
        private int _used = 4096;

        public float Next()
        {
            if (_used == _numbers.Length)
            {
                stream.FillNormal(_numbers);
                _used = 0;
            }

            return _numbers[_used++];
        }
    }
}
