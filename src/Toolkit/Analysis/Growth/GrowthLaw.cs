namespace MomentsDnns.Analysis.Growth;

/// <summary>
/// A law by which a quantity may grow with depth l: its logarithm is a constant plus an exponent times a shape.
/// </summary>
public enum GrowthLaw
{
    /// <summary>C exp(gamma l): shape l.</summary>
    Exponential,

    /// <summary>C l^tau: shape log l; of residual nets with branches of one power C (l + a + tau + 1/2)^tau.</summary>
    PowerLaw,

    /// <summary>
    /// Growth that levels off, below every power law: shape -1/sqrt(l), which stands for all such laws.
    /// </summary>
    Saturation,
}
