using MathNet.Numerics;

namespace MomentsDnns.Theory;

/// <summary>
/// The growth of a residual net's sensitivity chi^l from a value at one depth at large width and one Delta: the product
/// of the increments (1 + 2 tau / (k + a))^(1/2), which tends to a power law. See <see cref="ResidualTheory"/>.
/// </summary>
/// <param name="Exponent">tau = (Delta^2 - 1) / 2, -1/2 or more.</param>
/// <param name="ShareOffset">a of the branch's share 1 / (l + a), above 0.</param>
/// <param name="StartDepth">l0, 0 or more.</param>
/// <param name="StartChi">chi^l0, above 0.</param>
public sealed record ResidualGrowth(double Exponent, double ShareOffset, int StartDepth, double StartChi)
{
    /// <summary>
    /// chi^l0 times the increments of the units l0 + 1 to l: chi^l0 times the ratio at l and l0 of (Gamma(l + 1 + a +
    /// 2 tau) / Gamma(l + 1 + a))^(1/2), which is (l + a + tau + 1/2)^tau (1 - tau (4 tau^2 - 1) / (24 l^2) + ...).
    /// </summary>
    /// <param name="depth">l, at least l0.</param>
    public double Product(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, StartDepth);
        return StartChi * Math.Exp(LogRatio(depth) - LogRatio(StartDepth));
    }

    // log (Gamma(l + 1 + a + 2 tau) / Gamma(l + 1 + a))^(1/2)
    private double LogRatio(int depth) =>
        0.5 * (SpecialFunctions.GammaLn(depth + 1 + ShareOffset + (2 * Exponent))
        - SpecialFunctions.GammaLn(depth + 1 + ShareOffset));
}
