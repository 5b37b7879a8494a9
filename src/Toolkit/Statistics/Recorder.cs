using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Takes the statistics of twin batches at forward hooks. It knows hooks and the names of locations, not architectures: it
/// hangs on any TorchSharp module whose output is a twin batch <c>[2N, C, H, W]</c> (signal images, then noise images).
/// </summary>
/// <remarks>Each hook reduces to numbers at once and holds no tensor. Not thread safe.</remarks>
public sealed class Recorder : IDisposable
{
    private readonly TwinScale _scale;
    private readonly RecorderOptions _options;
    private readonly List<Action> _detach = [];
    private readonly List<LayerRecord> _records = [];
    private double _logInitialSnr;
    private int? _depth;
    private bool _isLost;

    /// <summary>Creates a recorder that listens to nothing yet.</summary>
    /// <param name="scale">What the observed modules divide out of the twin batch; a fresh one where they divide nothing.</param>
    /// <param name="options">What to take.</param>
    public Recorder(TwinScale scale, RecorderOptions options)
    {
        (_scale, _options) = (scale, options);
    }

    /// <summary>Listens to a module's output under the name of a location.</summary>
    public void Attach(Location location, nn.Module<Tensor, Tensor> module)
    {
        var hook = module.register_forward_hook((_, _, output) =>
        {
            if (_depth is { } depth) _records.Add(new LayerRecord(depth, location, Measure(location, output)));
            return output;
        });
        _detach.Add(hook.remove);
    }

    /// <summary>Forgets all records and takes chi relative to a signal-to-noise ratio from now on.</summary>
    /// <param name="logInitialSnr">log SNR^0 = log(mu_2(x^0) / mu_2(dx^0)) of the network's input.</param>
    public void Begin(double logInitialSnr)
    {
        _records.Clear();
        (_logInitialSnr, _depth, _isLost) = (logInitialSnr, null, false);
    }

    /// <summary>Records what passes from now on under a depth; null: records nothing.</summary>
    public void RecordAt(int? depth) => _depth = depth;

    /// <summary>The records since <see cref="Begin"/>, in the order in which they were taken.</summary>
    public IReadOnlyList<LayerRecord> Records => [.. _records];

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (Action detach in _detach) detach();
        _detach.Clear();
    }

    private Dictionary<Statistic, double> Measure(Location location, Tensor twin)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(twin);
        Tensor signal = TwinBatch.Signal(rows), noise = TwinBatch.Noise(rows);
        RowAccess.Require(signal);
        // One read of the signal serves its moments and the centre of its effective rank.
        PowerSums? sums = RowAccess.IsInMemory(signal) ? PowerSums.Of(signal) : null;
        ChannelMoments moments = sums is null ? ChannelMoments.ByTorch(signal) : ChannelMoments.Of(sums);
        double logNoise = Math.Log(MeanSquare.Of(noise)) + (2 * _scale.LogNoise);

        Dictionary<Statistic, double> values = [];
        AddLogarithm(values, Statistic.Nu1AbsSignal, moments.Nu1Abs, 1);
        AddLogarithm(values, Statistic.Nu2Signal, moments.Nu2, 2);
        if (double.IsFinite(logNoise)) values.Add(Statistic.Mu2Noise, logNoise);
        // From here on the deviations from the mean are rounding errors, also where a norm blows them up again: no number is
        // better than a false one.
        _isLost |= IsLost(moments, twin.dtype);
        if (_isLost) return values;

        AddLogarithm(values, Statistic.Mu2Signal, moments.Mu2, 2);
        AddLogarithm(values, Statistic.Mu4Signal, moments.Mu4, 4);
        if (double.IsFinite(logNoise))
            values.Add(Statistic.Chi, 0.5 * (_logInitialSnr + logNoise - values[Statistic.Mu2Signal]));
        if (!_options.EffectiveRankLocations.Contains(location)) return values;
        if (_options.EffectiveRank is EffectiveRankChoice.Both or EffectiveRankChoice.Signal)
            AddEffectiveRank(values, Statistic.EffectiveRankSignal, EffectiveRank.Of(signal, sums));
        if (_options.EffectiveRank is EffectiveRankChoice.Both or EffectiveRankChoice.Noise)
            AddEffectiveRank(values, Statistic.EffectiveRankNoise, EffectiveRank.Of(noise));
        return values;
    }

    // mu_2 / nu_2 near the square of the machine epsilon: the spread has sunk into the rounding of the values.
    private static bool IsLost(ChannelMoments moments, ScalarType dtype)
    {
        double epsilon = dtype == ScalarType.Float64 ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);
        return !(moments.Mu2 > 16 * epsilon * epsilon * moments.Nu2);
    }

    private void AddLogarithm(Dictionary<Statistic, double> values, Statistic statistic, double moment, int power)
    {
        double logarithm = Math.Log(moment) + (power * _scale.LogSignal);
        if (double.IsFinite(logarithm)) values.Add(statistic, logarithm);
    }

    private static void AddEffectiveRank(Dictionary<Statistic, double> values, Statistic statistic, double? rank)
    {
        if (rank is { } value) values.Add(statistic, value);
    }
}
