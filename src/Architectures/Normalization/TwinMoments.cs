namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// The moments of elements that share statistics: of the signal y and, where they were taken, of the noise dy with it.
/// </summary>
/// <param name="Mean">m = E y.</param>
/// <param name="Variance">E (y - m)^2.</param>
/// <param name="NoiseMean">E dy.</param>
/// <param name="Covariance">E (y - m)(dy - E dy).</param>
/// <param name="NoiseVariance">E (dy - E dy)^2.</param>
internal readonly record struct TwinMoments(
    double Mean, double Variance, double NoiseMean, double Covariance, double NoiseVariance)
{
    /// <summary>
    /// The moments about 0 in the place of those about means: means 0, E y^2, E[y dy], E dy^2.
    /// </summary>
    public TwinMoments AboutZero() => new(0, Variance + (Mean * Mean), 0, Covariance + (Mean * NoiseMean),
        NoiseVariance + (NoiseMean * NoiseMean));

    /// <summary>From the sums of u and u^2, u = y - pilot.</summary>
    /// <param name="count">How many elements were summed.</param>
    /// <param name="pilot">What was subtracted.</param>
    /// <param name="u">The sum of u.</param>
    /// <param name="uu">The sum of u^2.</param>
    public static TwinMoments OfSignal(double count, double pilot, double u, double uu)
    {
        double shifted = u / count;
        return new(pilot + shifted, Math.Max(0, (uu / count) - (shifted * shifted)), 0, 0, 0);
    }

    /// <summary>From the sums of u, u^2, v, uv, v^2 with u = y - pilot, v = dy - noise pilot.</summary>
    /// <param name="count">How many elements were summed.</param>
    /// <param name="pilot">What was subtracted of the signal.</param>
    /// <param name="noisePilot">What was subtracted of the noise.</param>
    /// <param name="u">The sum of u.</param>
    /// <param name="uu">The sum of u^2.</param>
    /// <param name="v">The sum of v.</param>
    /// <param name="uv">The sum of u v.</param>
    /// <param name="vv">The sum of v^2.</param>
    public static TwinMoments OfTwin(
        double count, double pilot, double noisePilot, double u, double uu, double v, double uv, double vv)
    {
        double shifted = v / count;
        return OfSignal(count, pilot, u, uu) with
        {
            NoiseMean = noisePilot + shifted,
            Covariance = (uv / count) - (u / count * shifted),
            NoiseVariance = Math.Max(0, (vv / count) - (shifted * shifted)),
        };
    }
}
