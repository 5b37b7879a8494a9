namespace MomentsDnns.Results;

/// <summary>What is measured of the signal x and the noise dx at a location. Definitions: docs/method.md.</summary>
public enum Statistic
{
    /// <summary>nu_1(|x|): mean absolute value of the signal. Kept as natural logarithm.</summary>
    Nu1AbsSignal,

    /// <summary>nu_2(x): mean square of the signal. Kept as natural logarithm.</summary>
    Nu2Signal,

    /// <summary>mu_2(x): variance of the signal per channel, averaged over channels. Kept as natural logarithm.</summary>
    Mu2Signal,

    /// <summary>mu_4(x): fourth central moment per channel, averaged over channels. Kept as natural logarithm.</summary>
    Mu4Signal,

    /// <summary>mu_2(dx): mean square of the noise. Kept as natural logarithm.</summary>
    Mu2Noise,

    /// <summary>r_eff(x): trace of the signal's covariance over its largest eigenvalue, at least 1. Kept linear.</summary>
    EffectiveRankSignal,

    /// <summary>r_eff(dx): trace of the noise's covariance over its largest eigenvalue, at least 1. Kept linear.</summary>
    EffectiveRankNoise,

    /// <summary>chi: normalized sensitivity (SNR^0 / SNR^l)^(1/2). Kept as natural logarithm.</summary>
    Chi,
}
