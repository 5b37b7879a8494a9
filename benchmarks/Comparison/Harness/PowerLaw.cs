namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>time = c * size^exponent, by least squares on logarithms.</summary>
/// <param name="Exponent">The slope.</param>
/// <param name="StandardError">Of the slope, from the residuals.</param>
internal sealed record PowerLaw(double Exponent, double StandardError)
{
    /// <summary>Fits three points or more.</summary>
    public static PowerLaw Fit(IReadOnlyList<double> sizes, IReadOnlyList<double> times)
    {
        double[] x = [.. sizes.Select(v => Math.Log(v))], y = [.. times.Select(v => Math.Log(v))];
        double meanX = x.Average(), meanY = y.Average();
        double squares = x.Sum(v => (v - meanX) * (v - meanX));
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / squares;
        double residuals = x.Zip(y, (a, b) => b - meanY - (slope * (a - meanX))).Sum(r => r * r);
        return new(slope, Math.Sqrt(residuals / (x.Length - 2) / squares));
    }
}
