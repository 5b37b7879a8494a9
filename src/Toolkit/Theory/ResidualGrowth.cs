using MathNet.Numerics;

namespace MomentsDnns.Theory;

/// <summary>
/// The growth of a residual net's sensitivity chi^l from a value at one depth at large width and one Delta: the product
/// of the increments (1 + 2 tau / (k + a))^(1/2), and the power law that it tends to. See <see cref="ResidualTheory"/>.
/// </summary>
/// <param name="Exponent">tau = (Delta^2 - 1) / 2, -1/2 or more.</param>
/// <param name="ShareOffset">a of the branch's share 1 / (l + a), above 0.</param>
/// <param name="StartDepth">l0, 0 or more.</param>
/// <param name="StartChi">chi^l0, above 0.</param>
public sealed record ResidualGrowth(double Exponent, double ShareOffset, int StartDepth, double StartChi)
{
    /// <summary>
    /// C of the power law that the product tends to, chi^l0 (Gamma(l0 + 1 + a) / Gamma(l0 + 1 + a + 2 tau))^(1/2): the
    /// product is that times (Gamma(l + 1 + a + 2 tau) / Gamma(l + 1 + a))^(1/2).
    /// </summary>
    public double AsymptoticConstant => StartChi * Math.Exp(-LogRatio(StartDepth));

    /// <summary>chi^l0 times the increments of the units l0 + 1 to l.</summary>
    /// <param name="depth">l, at least l0.</param>
    public double Product(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, StartDepth);
        return StartChi * Math.Exp(LogRatio(depth) - LogRatio(StartDepth));
    }

    /// <summary>
    /// C (l + a + tau + 1/2)^tau, C the <see cref="AsymptoticConstant"/>: the product is that times 1 - tau (4 tau^2 -
    /// 1) / (24 l^2) + ...
    /// </summary>
    /// <param name="depth">l, 0 or more.</param>
    public double AsymptoticPowerLaw(double depth) =>
        AsymptoticConstant * Math.Pow(depth + ResidualTheory.PowerLawOffset(Exponent, ShareOffset), Exponent);

    /// <summary>d log chi / d log l of that power law, tau l / (l + a + tau + 1/2).</summary>
    /// <param name="depth">l, 0 or more.</param>
    public double LocalExponent(double depth) =>
        Exponent * depth / (depth + ResidualTheory.PowerLawOffset(Exponent, ShareOffset));

    // log (Gamma(l + 1 + a + 2 tau) / Gamma(l + 1 + a))^(1/2)
    private double LogRatio(int depth) =>
        0.5 * (SpecialFunctions.GammaLn(depth + 1 + ShareOffset + (2 * Exponent))
        - SpecialFunctions.GammaLn(depth + 1 + ShareOffset));
}
