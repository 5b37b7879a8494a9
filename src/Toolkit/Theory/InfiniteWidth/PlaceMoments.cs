namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>Second moments of signal and noise at a place of a net of infinite width.</summary>
/// <param name="Nu2">nu_2(x), the mean square of the signal.</param>
/// <param name="Mu2">mu_2(x), its variance over images, a channel's own mean taken off.</param>
/// <param name="LogNoise">log mu_2(dx), the noise's mean square being 1 on the images.</param>
public readonly record struct PlaceMoments(double Nu2, double Mu2, double LogNoise)
{
    /// <summary>log chi = (log mu_2(dx) - log mu_2(x) + log SNR^0) / 2.</summary>
    /// <param name="logSnr">log SNR^0 of the images: log mu_2(x) where their noise is 1.</param>
    public double LogChi(double logSnr) => 0.5 * (LogNoise - Math.Log(Mu2) + logSnr);
}
