namespace MomentsDnns.Theory;

/// <summary>
/// The depth scale of correlations xi = -1 / log(slope) in a feedforward net of infinite width without normalization:
/// the slope of <see cref="CorrelationMap"/> at its stable fixed point c*, at which the distance from c* shrinks by
/// exp(-1/xi) a layer. Source: Schoenholz et al. 2017.
/// </summary>
public static class DepthScale
{
    private const double Start = 0.5, NearOne = 1e-9;

    /// <summary>xi, in layers; null where a fixed point is not found, infinite on the line of order to chaos.</summary>
    /// <param name="activation">phi(x) and phi'(x).</param>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    public static double? Of(Func<double, (double Value, double Derivative)> activation, double weightVariance,
        double biasVariance)
    {
        MeanField field = new(activation);
        if (field.FixedPoint(weightVariance, biasVariance) is not (> 0 and var q)) return null;
        CorrelationMap map = new(activation, weightVariance, biasVariance);
        if (map.FixedPoint(q, Start) is not { } fixedPoint) return null;
        double slope = 1 - fixedPoint < NearOne ? field.Chi1(q, weightVariance) : map.Slope(q, fixedPoint);
        return slope is > 0 and < 1 ? -1 / Math.Log(slope) : double.PositiveInfinity;
    }
}
