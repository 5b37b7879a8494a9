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

    /// <summary>
    /// s = 2 E_c[nu_1,c(y+) nu_1,c(y-)] / mu_2(y) of pre-activations y, from 0 to 1/2: the large-width increment of ReLU is (1 - s)^(-1/2).
    /// Kept linear.
    /// </summary>
    SignBalance,

    /// <summary>The share of channels whose pre-activation keeps one sign over all images and positions, from 0 to 1. Kept linear.</summary>
    OneSignedShare,

    /// <summary>
    /// E_c[mu_2,c(dy) / mu_2,c(y)] of what a batch normalization sees: the large-width increment of convolution and normalization is the
    /// square root of it times mu_2(y) / mu_2(dy). Kept as natural logarithm.
    /// </summary>
    NoiseRatio,

    /// <summary>1 - E cos(x, x') over pairs of points: 0 where the signal lies on one semi-line from the origin. Kept as natural logarithm.</summary>
    DirectionSpread,
}
