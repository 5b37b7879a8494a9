namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// The noise's mean square on each image, as shares of their mean and the logarithm of that: no depth overflows.
/// </summary>
internal sealed class NoisePowers
{
    private readonly double[] _shares;

    private NoisePowers(double[] powers, double logScale)
    {
        double mean = powers.Average();
        (_shares, LogMean) = ([.. powers.Select(power => power / mean)], logScale + Math.Log(mean));
    }

    /// <summary>The logarithm of the mean over images.</summary>
    public double LogMean { get; }

    /// <summary>1 on each image.</summary>
    public static NoisePowers One(int images) => new([.. Enumerable.Repeat(1.0, images)], 0);

    /// <summary>Times a factor for each image.</summary>
    public NoisePowers Times(IReadOnlyList<double> factors) =>
        new([.. _shares.Zip(factors, (share, factor) => share * factor)], LogMean);

    /// <summary>Times one factor.</summary>
    public NoisePowers Times(double factor) => new(_shares, LogMean + Math.Log(factor));

    /// <summary>The sum of two that are uncorrelated.</summary>
    public NoisePowers Plus(NoisePowers other)
    {
        double larger = Math.Max(LogMean, other.LogMean), a = Math.Exp(LogMean - larger),
            b = Math.Exp(other.LogMean - larger);
        return new([.. _shares.Zip(other._shares, (x, y) => (a * x) + (b * y))], larger);
    }
}
