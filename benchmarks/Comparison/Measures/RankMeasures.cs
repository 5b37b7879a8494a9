using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Obvious;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>The effective rank of a matrix of a setting's size: its time, and its error against 64-bit singular values.</summary>
internal static class RankMeasures
{
    public static void Ours(Setting setting, int repeats)
    {
        NativeRuntime.Configure();
        Time(setting, repeats, rows => EffectiveRank.Of(rows));
    }

    public static void Obvious(Setting setting, int repeats) => Time(setting, repeats, rows => ObviousRecorder.EffectiveRank(rows));

    /// <summary>Tells, for each spectrum, the rank by 64-bit singular values and the relative errors of both programs.</summary>
    public static void Errors(Setting setting)
    {
        using IDisposable noGradients = no_grad();
        foreach ((string name, Func<Tensor> make) in Spectra.Of(setting.Rows, setting.Width))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = make();
            double exact = ObviousRecorder.EffectiveRank(rows.to(ScalarType.Float64));
            Child.Tell($"{name}:rank", exact);
            Child.Tell($"{name}:ours", Math.Abs((EffectiveRank.Of(rows) ?? double.NaN) / exact - 1));
            Child.Tell($"{name}:obvious", Math.Abs(ObviousRecorder.EffectiveRank(rows) / exact - 1));
        }
    }

    // The spectrum of a batch-normalized layer is near an exponential one.
    private static void Time(Setting setting, int repeats, Action<Tensor> take)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Spectra.Of(setting.Rows, setting.Width).First().Make();
        Child.Tell("rank", Clock.Milliseconds(repeats, () => take(rows)));
    }
}
