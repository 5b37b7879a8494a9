using MathNet.Numerics;

namespace MomentsDnns.Theory;

/// <summary>
/// The growth of a residual net's sensitivity chi^l from a value at one depth, at one exponent: the product of the increments
/// (1 + 2 tau / (k + 1))^(1/2), and the power law C l^tau it tends to. Of tau_min and tau_max: the lower and the upper bound of chi beyond
/// that depth. Source: section 6 of arXiv 1811.03087.
/// </summary>
/// <param name="Exponent">tau, -1/2 or more.</param>
/// <param name="StartDepth">l0, 0 or more.</param>
/// <param name="StartChi">chi^l0, above 0.</param>
public sealed record ResidualGrowth(double Exponent, int StartDepth, double StartChi)
{
    /// <summary>C of the power law through the start, chi^l0 / l0^tau. Not for a start at depth 0, where no power law begins.</summary>
    public double Constant => StartChi / Math.Pow(StartDepth, Exponent);

    /// <summary>
    /// C of the power law that the product tends to, chi^l0 (Gamma(l0 + 2) / Gamma(l0 + 2 + 2 tau))^(1/2): the product is that times
    /// (Gamma(l + 2 + 2 tau) / Gamma(l + 2))^(1/2). Any start will do.
    /// </summary>
    public double AsymptoticConstant => StartChi
        * Math.Exp(0.5 * (SpecialFunctions.GammaLn(StartDepth + 2) - SpecialFunctions.GammaLn(StartDepth + 2 + (2 * Exponent))));

    /// <summary>chi^l0 times the increments of the units l0 + 1 to l.</summary>
    /// <param name="depth">l, at least l0.</param>
    public double Product(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, StartDepth);
        double chi = StartChi;
        for (int k = StartDepth + 1; k <= depth; k++) chi *= ResidualTheory.Increment(Exponent, k);
        return chi;
    }

    /// <summary>chi^l0 (l / l0)^tau: the power law through the start, of the constant <see cref="Constant"/>.</summary>
    /// <param name="depth">l, above 0.</param>
    public double PowerLaw(double depth) => StartChi * Math.Pow(depth / StartDepth, Exponent);

    /// <summary>The power law of the constant <see cref="AsymptoticConstant"/>.</summary>
    /// <param name="depth">l, above 0.</param>
    public double AsymptoticPowerLaw(double depth) => AsymptoticConstant * Math.Pow(depth, Exponent);
}
