using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Takes the statistics of twin batches at forward hooks. It knows hooks and the names of locations, not architectures: it
/// hangs on any module that maps a twin batch <c>[2N, C, H, W]</c> (signal images, then noise images) as one, see
/// <see cref="ICarriesTangent"/>. All that stands before the module must do so too, which no hook can see.
/// </summary>
/// <remarks>Each hook reduces to numbers at once and holds no tensor. Not thread safe.</remarks>
public sealed class Recorder : IDisposable
{
    private readonly TwinScale _scale;
    private readonly RecorderOptions _options;
    private readonly IReadOnlyList<IStatistic> _statistics;
    private readonly List<Action> _detach = [];
    private readonly List<LayerRecord> _records = [];
    private readonly SignalLimits _limits;
    private readonly NoiseRounding? _rounding; // a tangent has none
    private double _logInitialSnr;
    private int? _depth;
    private Degeneracy? _degeneracy, _noiseDegeneracy;

    /// <summary>Creates a recorder that listens to nothing yet.</summary>
    /// <param name="scale">What the observed modules divide out of the twin batch; a fresh one where they divide nothing.</param>
    /// <param name="options">What to take.</param>
    public Recorder(TwinScale scale, RecorderOptions options)
    {
        (_scale, _options, _statistics, _limits) = (scale, options, options.Statistics ?? StatisticCatalog.All, new SignalLimits(options.MayUnderflow));
        if (options.Noise == NoiseKind.Finite) _rounding = new NoiseRounding(options.LayersPerUnit, options.RoundingOfALayer);
    }

    /// <summary>Listens to a module's output under the name of a location.</summary>
    /// <param name="location">The name.</param>
    /// <param name="module">One that <see cref="TangentCarriers.Objection"/> allows.</param>
    /// <exception cref="ArgumentException">The module is not known to map the noise half as a noise.</exception>
    public void Attach(Location location, nn.Module<Tensor, Tensor> module)
    {
        if (TangentCarriers.Objection(module) is { } objection)
            throw new ArgumentException($"nothing is recorded at {OptionText.Of(location)}: {objection}", nameof(module));
        var hook = module.register_forward_hook((_, _, output) =>
        {
            if (_depth is { } depth) _records.Add(Measure(depth, location, output));
            return output;
        });
        _detach.Add(hook.remove);
    }

    /// <summary>Forgets all records and takes chi relative to a signal-to-noise ratio from now on.</summary>
    /// <param name="logInitialSnr">log SNR^0 = log(mu_2(x^0) / mu_2(dx^0)) of the network's input.</param>
    public void Begin(double logInitialSnr)
    {
        _records.Clear();
        (_logInitialSnr, _depth, _degeneracy, _noiseDegeneracy) = (logInitialSnr, null, null, null);
        _rounding?.Begin(logInitialSnr);
    }

    /// <summary>Records what passes from now on under a depth; null: records nothing.</summary>
    public void RecordAt(int? depth) => _depth = depth;

    /// <summary>Notes that the signal is lost from a depth on: rows without values, at every place in the order of the net.</summary>
    /// <param name="degeneracy">Why and where.</param>
    /// <param name="recordedDepths">The depths whose rows are still due.</param>
    /// <param name="locations">The places of a unit.</param>
    public void Lose(Degeneracy degeneracy, IEnumerable<int> recordedDepths, IReadOnlyCollection<Location> locations)
    {
        _degeneracy ??= degeneracy;
        foreach (int depth in recordedDepths)
        {
            foreach (Location location in locations)
            {
                _records.RemoveAll(r => r.Depth == depth && r.Location == location);
                _records.Add(new LayerRecord(depth, location, new Dictionary<Statistic, double>(), _degeneracy));
            }
        }
    }

    /// <summary>The records since <see cref="Begin"/>, in the order in which they were taken.</summary>
    public IReadOnlyList<LayerRecord> Records => [.. _records];

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (Action detach in _detach) detach();
        _detach.Clear();
    }

    private LayerRecord Measure(int depth, Location location, Tensor twin)
    {
        Dictionary<Statistic, double> values = [];
        Measure(depth, location, twin, values);
        return new LayerRecord(depth, location, values, _degeneracy ?? _noiseDegeneracy);
    }

    private void Measure(int depth, Location location, Tensor twin, Dictionary<Statistic, double> values)
    {
        using DisposeScope scope = NewDisposeScope();
        SiteView site = new(depth, location, twin, _scale, _logInitialSnr, _options);
        _rounding?.Pass(depth, location, site.Moments.Nu2, site.NoiseMeanSquare, twin.dtype);
        // From here on the deviations from the mean are rounding errors, also where a norm blows them up again: no number is
        // better than a false one. So it is with the differences that a finite noise is.
        _degeneracy ??= _limits.CauseOf(site.Moments, _logInitialSnr, twin.dtype) is { } cause ? new Degeneracy(cause, depth) : null;
        _noiseDegeneracy ??= _rounding is { IsTooLarge: true } ? new Degeneracy(DegeneracyCause.NoiseRounding, depth) : null;
        Soundness sound = (_degeneracy is { Cause: DegeneracyCause.Underflow } ? Soundness.None : Soundness.Size)
            | (_degeneracy is null ? Soundness.Signal : Soundness.None)
            | (_noiseDegeneracy is null && site.NoiseMeanSquare > 0 && double.IsFinite(site.NoiseMeanSquare) ? Soundness.Noise : Soundness.None);
        foreach (IStatistic statistic in _statistics)
        {
            if ((statistic.Needs & ~sound) != 0 || !statistic.AppliesTo(site)) continue;
            if (statistic.Measure(site) is { } value && double.IsFinite(value)) values.Add(statistic.Statistic, value);
        }
    }
}
