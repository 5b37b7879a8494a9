namespace MomentsDnns.Analysis.Inference;

/// <summary>
/// Resamples simulations with replacement. Each resample is a weight a simulation, summing to 1; a weighted mean is a
/// resampled mean. The weights are spread around 1/n by sqrt(n / (n - 1)) t / z, Student's quantile over the normal one
/// at 95%, so that intervals of few simulations are as wide as Student's: plain resampling is too sure of itself there.
/// Seeded: one run, one verdict.
/// </summary>
public sealed class Bootstrap
{
    private const int Seed = 20190611;
    private const double Normal95 = 1.959963984540054;

    private readonly double[][] _weights;

    /// <summary>Draws the resamples.</summary>
    /// <param name="simulations">n, 2 or more.</param>
    /// <param name="resamples">How many.</param>
    public Bootstrap(int simulations, int resamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        double widening =
            Math.Sqrt(simulations / (simulations - 1.0)) * Estimate.TwoSidedQuantile(simulations, 0.95) / Normal95;
        Xoshiro256 random = new(Seed);
        _weights = new double[resamples][];
        int[] counts = new int[simulations];
        for (int r = 0; r < resamples; r++)
        {
            Array.Clear(counts);
            for (int i = 0; i < simulations; i++) counts[random.Next(simulations)]++;
            _weights[r] = [.. counts.Select(c => (1 + (widening * (c - 1))) / simulations)];
        }
    }

    /// <summary>
    /// The resamples: weights over simulations, summing to 1; some are negative where simulations are few.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Weights => _weights;

    /// <summary>The weighted mean of one number a simulation.</summary>
    /// <param name="weights">A resample.</param>
    /// <param name="values">The numbers.</param>
    public static double Mean(IReadOnlyList<double> weights, IReadOnlyList<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Count; i++) sum += weights[i] * values[i];
        return sum;
    }
}
