using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Decides, site by site of one pass, whether signal and noise still have numbers. Once degenerate, a signal stays so:
/// its deviations from the mean are rounding errors, also where a norm blows them up again.
/// </summary>
/// <param name="options">What is known of the network's arithmetic.</param>
/// <param name="logInitialSnr">log SNR^0 of the pass.</param>
internal sealed class SignalHealth(RecorderOptions options, double logInitialSnr)
{
    private readonly SignalLimits _limits = new(options.MayUnderflow);

    // A tangent has none.
    private readonly NoiseRounding? _rounding =
        options.Noise == NoiseKind.Finite ? new(options.LayersPerUnit, options.RoundingOfALayer, logInitialSnr) : null;

    /// <summary>Why and since when the signal is degenerate; null where it is sound.</summary>
    public Degeneracy? Signal { get; private set; }

    /// <summary>Why and since when the noise alone is; null where it is sound.</summary>
    public Degeneracy? Noise { get; private set; }

    /// <summary>What is sound at a site.</summary>
    /// <param name="site">What passes there; sites come in the order of the net.</param>
    public Soundness Look(SiteView site)
    {
        ScalarType type = site.Signal.dtype;
        _rounding?.Pass(site, type);
        Signal ??= _limits.CauseOf(site.Moments, logInitialSnr, type) is { } cause ? new Degeneracy(cause, site.Depth)
            : null;
        Noise ??= _rounding is { IsTooLarge: true } ? new Degeneracy(DegeneracyCause.NoiseRounding, site.Depth) : null;
        return (Signal is { Cause: DegeneracyCause.Underflow } ? Soundness.None : Soundness.Size)
            | (Signal is null ? Soundness.Signal : Soundness.None)
            | (Noise is null && site.NoiseMeanSquare > 0 && double.IsFinite(site.NoiseMeanSquare) ? Soundness.Noise
            : Soundness.None);
    }

    /// <summary>Whether what leaves a unit has left the range of numbers upward.</summary>
    /// <param name="options">What is known of the network's arithmetic: elsewhere it is not looked at.</param>
    /// <param name="twin">What leaves the unit.</param>
    public static bool HasOverflowed(RecorderOptions options, Tensor twin)
    {
        if (!options.MayOverflow) return false;
        using DisposeScope scope = NewDisposeScope();
        return !double.IsFinite(MeanSquare.Of(TwinBatch.Signal(ChannelsLast.Rows(twin))));
    }
}
