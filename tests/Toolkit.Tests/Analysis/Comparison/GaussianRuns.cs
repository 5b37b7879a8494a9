using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

/// <summary>Values that walk with depth, as curves of real runs do: neighbours are correlated, and so is a whole curve.</summary>
internal static class GaussianRuns
{
    /// <summary>Simulations of a random walk around a mean: one row a simulation, one column a depth.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="simulations">Rows.</param>
    /// <param name="depths">Columns.</param>
    /// <param name="shift">Added to every value.</param>
    /// <param name="scale">Multiplies the walk.</param>
    public static double[][] Walks(int seed, int simulations, int depths, double shift = 0, double scale = 1) =>
    [
        .. Enumerable.Range(0, simulations).Select(s =>
        {
            float[] steps = new float[depths];
            new RandomStream((ulong)seed, s, 0, default).FillNormal(steps);
            double[] row = new double[depths];
            double sum = 0;
            for (int d = 0; d < depths; d++) row[d] = shift + (scale * (sum += steps[d]));
            return row;
        }),
    ];
}
