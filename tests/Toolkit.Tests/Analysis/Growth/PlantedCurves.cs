using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using MomentsDnns.Analysis.Growth;

namespace MomentsDnns.Toolkit.Tests.Analysis.Growth;

/// <summary>
/// Log curves of known truth with the noise of real ones: each simulation walks at random around the law (independent layers) and every
/// record has an error of its own (the signal's spread comes and goes).
/// </summary>
internal static class PlantedCurves
{
    public static IReadOnlyList<int> Depths { get; } = [.. Enumerable.Range(1, 100).Select(i => 2 * i)];

    public static double[,] Of(Func<double, double> law, int simulations, int seed, double walk = 0.01, double error = 0.02)
    {
        Normal normal = new(0, 1, new Xoshiro256StarStar(seed));
        double[,] curves = new double[simulations, Depths.Count];
        for (int s = 0; s < simulations; s++)
        {
            double position = 0.3 * normal.Sample();
            for (int d = 0; d < Depths.Count; d++)
            {
                position += walk * Math.Sqrt(2) * normal.Sample(); // two layers a record
                curves[s, d] = law(Depths[d]) + position + (error * normal.Sample());
            }
        }

        return curves;
    }

    public static GrowthFit Fit(double[,] curves) => GrowthFit.Of(Depths, curves)!;
}
