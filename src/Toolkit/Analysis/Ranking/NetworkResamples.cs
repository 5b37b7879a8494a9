using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>
/// Resamples of networks with replacement, drawn once, so that numbers over the same networks are compared on the same
/// resamples. Seeded.
/// </summary>
internal sealed class NetworkResamples
{
    private const ulong Seed = 20260201;
    private const double Tail = 0.025;

    private readonly int[][] _rows;

    /// <summary>Draws them.</summary>
    /// <param name="networks">How many networks, 1 or more.</param>
    /// <param name="resamples">How many resamples.</param>
    public NetworkResamples(int networks, int resamples)
    {
        Xoshiro256 random = new(Seed);
        _rows = new int[resamples][];
        for (int r = 0; r < resamples; r++)
        {
            _rows[r] = new int[networks];
            for (int i = 0; i < networks; i++) _rows[r][i] = random.Next(networks);
        }
    }

    /// <summary>A number of lists over networks, with its interval over resamples.</summary>
    /// <param name="statistic">The number.</param>
    /// <param name="lists">The lists, each as long as there are networks.</param>
    public IntervalEstimate Of(Func<double[][], double> statistic, params double[][] lists)
    {
        double value = statistic(lists);
        if (!double.IsFinite(value)) return new(double.NaN, double.NaN, double.NaN);
        double[] resampled = [.. _rows.AsParallel().AsOrdered().Select(rows =>
            statistic([.. lists.Select(list => Array.ConvertAll(rows, row => list[row]))])).Where(double.IsFinite)];
        if (resampled.Length == 0) return new(value, double.NaN, double.NaN);
        Array.Sort(resampled);
        return new(value, Percentile(resampled, Tail), Percentile(resampled, 1 - Tail));
    }

    private static double Percentile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((place - below) * (above - sorted[below]));
    }
}
