using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Obvious;
using MomentsDnns.Propagation;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>One whole layer or unit: ours, the obvious one, and the matrix products of ours alone.</summary>
internal static class LayerMeasures
{
    /// <summary>The product's code, called as its simulator calls it.</summary>
    public static void Ours(NetworkOptions options, Setting setting, int layers)
    {
        NativeRuntime.Configure();
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        TwinScale scale = new();
        NetworkBuilder builder = new(options);
        using NetworkUnit unit = builder.BuildUnit(scale, reusesBuffers: true);
        using SiteHooks hooks = new(scale);
        hooks.Attach(unit, options.Topology.Sites(options));

        Tensor input = Inputs.Images(1, 2 * setting.Batch, setting.Width, Setting.Side);
        double logSnr = InputBatch.LogSnr(input);
        Tensor twin = input.alias();
        Recorder? recorder = null;
        LayerTimes.Tell(layers, Restart, (depth, isRecorded) =>
        {
            unit.Initialize(builder.Initializers, 0, 0, depth);
            (hooks.Depth, hooks.Observer) = (depth, isRecorded ? recorder : null);
            Tensor next = unit.call(twin);
            if (!ReferenceEquals(next, twin)) twin.Dispose();
            twin = next;
        });

        void Restart()
        {
            twin.Dispose();
            twin = input.alias();
            scale.Reset();
            recorder = new Recorder(new RecorderOptions(), Enumerable.Range(1, layers));
            hooks.LogInitialSnr = logSnr;
        }
    }

    /// <summary>The obvious program.</summary>
    public static void Obvious(Architecture architecture, Setting setting, int layers)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ObviousNetwork network = new(architecture.Obvious(setting.Width));
        Tensor x = Inputs.Normal(1, setting.Batch, setting.Width, Setting.Side, Setting.Side);
        Tensor dx = Inputs.Normal(2, setting.Batch, setting.Width, Setting.Side, Setting.Side);
        double logSnr = ObviousRecorder.LogSnr(x, dx);
        ObviousSimulation? simulation = null;
        LayerTimes.Tell(layers, Restart, (depth, isRecorded) => simulation!.Step(depth, isRecorded));
        simulation?.Dispose();

        void Restart()
        {
            simulation?.Dispose();
            simulation = new ObviousSimulation(network, new ObviousRecorder(logSnr), x, dx);
        }
    }

    /// <summary>The 36 products of Winograd's convolution of signal and noise, and nothing else.</summary>
    public static void Products(Setting setting, int repeats)
    {
        NativeRuntime.Configure();
        using DisposeScope scope = NewDisposeScope();
        Tensor tiles = Inputs.Normal(1, 36, setting.Tiles, setting.Width);
        Tensor weights = Inputs.Normal(2, 36, setting.Width, setting.Width);
        Child.Tell("products", Clock.Milliseconds(repeats, () => bmm(tiles, weights).Dispose()));
    }
}
