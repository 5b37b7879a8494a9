namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What can go wrong with depth in a network at initialization.</summary>
public enum Pathology
{
    /// <summary>mu_2(x)/nu_2(x) goes to 0: all inputs become one point.</summary>
    ZeroDimensionalSignal,

    /// <summary>r_eff(x) goes to 1: all inputs come to lie on one line.</summary>
    OneDimensionalSignal,

    /// <summary>chi grows at least exponentially: noise drowns the signal.</summary>
    ExplodingSensitivity,

    /// <summary>nu_2(x) grows exponentially.</summary>
    ExplodingActivations,

    /// <summary>nu_2(x) falls exponentially.</summary>
    VanishingActivations,
}
