using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// What passes at a site of a net: signal and noise as rows of channels, with all that their numbers mean. Sums that
/// several statistics need are taken once, when the first asks.
/// </summary>
/// <remarks>Lives as long as its tensor; not thread safe.</remarks>
public sealed class SiteView
{
    private readonly RecorderOptions _options;
    private readonly PowerSums? _sums, _noiseSums;
    private SignMoments? _signs;

    // One read of the signal serves its moments and the centre of its effective rank; one of the noise its mean square
    // and what a batch norm makes of it.
    internal SiteView(Passage passage, RecorderOptions options)
    {
        _options = options;
        (Depth, Site, LogInitialSnr) = (passage.Depth, passage.Site, passage.LogInitialSnr);
        (LogSignalScale, LogNoiseScale) = (passage.LogSignalScale, passage.LogNoiseScale);
        Tensor rows = ChannelsLast.Rows(passage.Twin);
        (Signal, Noise) = (TwinBatch.Signal(rows), TwinBatch.Noise(rows));
        RowAccess.Require(Signal);
        _sums = RowAccess.IsInMemory(Signal) ? PowerSums.Of(Signal) : null;
        Moments = _sums is null ? ChannelMoments.ByTorch(Signal) : ChannelMoments.Of(_sums);
        _noiseSums = _sums is not null && IsComparedNormInput ? PowerSums.Of(Noise) : null;
        NoiseMeanSquare = _noiseSums is null ? MeanSquare.Of(Noise) : Statistics.NoiseRatio.MeanSquareOf(_noiseSums);
    }

    /// <summary>The layer or unit, from 1.</summary>
    public int Depth { get; }

    /// <summary>Where in it.</summary>
    public Site Site { get; }

    /// <summary>The signal x, <c>[R, C]</c>: rows of images and their positions, or tokens, by channels.</summary>
    public Tensor Signal { get; }

    /// <summary>The noise dx, <c>[R, C]</c>; a tangent, or the difference that a finite noise makes.</summary>
    public Tensor Noise { get; }

    /// <summary>The natural logarithm of what was divided out of the signal: x stands for exp(this) x.</summary>
    public double LogSignalScale { get; }

    /// <summary>The natural logarithm of what was divided out of the noise.</summary>
    public double LogNoiseScale { get; }

    /// <summary>log SNR^0 = log(mu_2(x^0) / mu_2(dx^0)) of the network's input.</summary>
    public double LogInitialSnr { get; }

    /// <summary>The moments of the signal as it stands here, its scale left out.</summary>
    public ChannelMoments Moments { get; }

    /// <summary>E[dx^2] of the noise as it stands here, its scale left out.</summary>
    public double NoiseMeanSquare { get; }

    /// <summary>Whether this is what the (unit's first) activation sees.</summary>
    public bool IsPreActivation => Site.Is(SiteRoles.PreActivation);

    /// <summary>Whether this is what a normalization sees of which the channels are compared.</summary>
    public bool IsComparedNormInput => _options.ComparesNormInput && Site.Is(SiteRoles.NormInput);

    /// <summary>Whether costly statistics, of the covariance, are taken here.</summary>
    public bool IsRanked => (Site.Roles & _options.RankedRoles) != 0;

    /// <summary>log mu_2(x), its scale included.</summary>
    public double LogSignalVariance => Logarithm(Moments.Mu2, 2);

    /// <summary>log mu_2(dx), its scale included.</summary>
    public double LogNoisePower => Math.Log(NoiseMeanSquare) + (2 * LogNoiseScale);

    /// <summary>log of a moment of the signal, its scale included.</summary>
    /// <param name="moment">The moment of the signal as it stands here.</param>
    /// <param name="power">Its degree in x.</param>
    public double Logarithm(double moment, int power) => Math.Log(moment) + (power * LogSignalScale);

    /// <summary>How the signs of the signal share the data.</summary>
    internal SignMoments Signs => _signs ??= _sums is null ? SignMoments.ByTorch(Signal) : SignMoments.Of(_sums);

    /// <summary>E_c[mu_2,c(dy) / mu_2,c(y)], scales left out.</summary>
    internal double NoiseRatio =>
        _sums is not null && _noiseSums is not null ? Statistics.NoiseRatio.Of(_sums, _noiseSums)
        : Statistics.NoiseRatio.Of(Signal, Noise);

    /// <summary>r_eff(x).</summary>
    internal double? SignalRank => EffectiveRank.Of(Signal, _sums);

    /// <summary>Whether r_eff of the signal is wanted.</summary>
    internal bool WantsSignalRank => IsRanked && _options.EffectiveRank.Takes(Statistic.EffectiveRankSignal);

    /// <summary>Whether r_eff of the noise is wanted.</summary>
    internal bool WantsNoiseRank => IsRanked && _options.EffectiveRank.Takes(Statistic.EffectiveRankNoise);
}
