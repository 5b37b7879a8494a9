using System.Globalization;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>The numbers of several rounds, one of each round.</summary>
internal sealed record Medians(IReadOnlyList<double> Values)
{
    public double Median => Of(Values);

    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }

    /// <summary>Round by round: what both programs met at about the same time is compared.</summary>
    public static Medians operator /(Medians a, Medians b) => a.With(b, (x, y) => x / y);

    public static Medians operator /(Medians a, double divisor) => new([.. a.Values.Select(x => x / divisor)]);

    public static Medians operator +(Medians a, Medians b) => a.With(b, (x, y) => x + y);

    /// <summary>Median and, of several rounds, the least and the greatest.</summary>
    public override string ToString()
    {
        string median = Text(Median);
        return Values.Count == 1 ? median : $"{median} [{Text(Values.Min())}, {Text(Values.Max())}]";
    }

    public static string Text(double value) => value switch
    {
        < 9.995 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 99.95 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0", CultureInfo.InvariantCulture),
    };

    private Medians With(Medians other, Func<double, double, double> join) => new([.. Values.Zip(other.Values, join)]);
}
