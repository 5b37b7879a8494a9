namespace MomentsDnns.Analysis;

/// <summary>
/// A histogram as a density: bins of one width from the smallest value to the largest, each of height
/// count / (n * width), so that its area is 1. Immutable.
/// </summary>
public sealed class Histogram
{
    /// <summary>The number of bins where none is given.</summary>
    public const int DefaultBins = 50;

    private Histogram(double[] edges, double[] densities, int count)
    {
        (Edges, Densities, Count) = (edges, densities, count);
    }

    /// <summary>The edges of the bins, ascending: one more than there are bins.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>The density over each bin, per unit of the values.</summary>
    public IReadOnlyList<double> Densities { get; }

    /// <summary>n: how many values were counted.</summary>
    public int Count { get; }

    /// <summary>Counts values into bins; the largest value belongs to the last bin.</summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="bins">How many bins, 1 or more.</param>
    /// <returns>
    /// The density, or null when no value is finite. Values that are all equal get a range of width 1.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin.</exception>
    public static Histogram? Of(IEnumerable<double> values, int bins = DefaultBins)
    {
        if (bins < 1) throw new ArgumentOutOfRangeException(nameof(bins), bins, "a histogram needs 1 bin or more");
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return null;
        (double minimum, double maximum) = (finite.Min(), finite.Max());
        if (minimum == maximum)
        {
            // Half a unit, or enough to be seen beside a number whose neighbours are further apart than that.
            double half = Math.Max(0.5, Math.Abs(minimum) * 1e-9);
            (minimum, maximum) = (minimum - half, maximum + half);
        }

        double width = (maximum - minimum) / bins;
        int[] counts = new int[bins];
        foreach (double value in finite)
            counts[Math.Min((int)((value - minimum) / width), bins - 1)]++;
        return new Histogram(
            [.. Enumerable.Range(0, bins + 1).Select(i => i == bins ? maximum : minimum + (i * width))],
            [.. counts.Select(c => c / (finite.Length * width))], finite.Length);
    }
}
