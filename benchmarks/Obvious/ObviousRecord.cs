namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>The statistics of one depth and place.</summary>
/// <param name="Depth">The layer or unit, from 1.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Nu1Abs">nu_1(|x|).</param>
/// <param name="Nu2">nu_2(x).</param>
/// <param name="Mu2">mu_2(x).</param>
/// <param name="Mu4">mu_4(x).</param>
/// <param name="LogMu2Noise">log mu_2(dx), what was divided out of the noise added back.</param>
/// <param name="LogChi">log chi.</param>
/// <param name="SignalRank">r_eff(x), at the activation.</param>
/// <param name="NoiseRank">r_eff(dx), at the activation.</param>
public sealed record ObviousRecord(int Depth, ObviousPlace Place, double Nu1Abs, double Nu2, double Mu2, double Mu4,
    double LogMu2Noise, double LogChi, double? SignalRank, double? NoiseRank);
