using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class RecorderTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Attach_UsersOwnModule_TakesClosedFormStatistics()
    {
        // Two channels over four images: x = (1, -1, 1, -1), (3, 3, 5, 5); dx = 2 everywhere.
        Tensor x = tensor(new float[] { 1, 3, -1, 3, 1, 5, -1, 5 }, [4, 2, 1, 1]);
        Tensor twin = TwinBatch.Stack(x, full_like(x, 2));
        Dictionary<Statistic, double> values = Record(twin, new TwinScale(), logInitialSnr: 0);

        // nu_2 = ((1) + (9 + 25)/2)/2 = 9; mu_2 = (1 + 1)/2 = 1; mu_4 = 1; nu_1 = (1 + 4)/2; mu_2(dx) = 4; chi^2 = 4/1.
        Assert.Equal(Math.Log(2.5), values[Statistic.Nu1AbsSignal], 1e-12);
        Assert.Equal(Math.Log(9), values[Statistic.Nu2Signal], 1e-12);
        Assert.Equal(0, values[Statistic.Mu2Signal], 1e-12);
        Assert.Equal(0, values[Statistic.Mu4Signal], 1e-12);
        Assert.Equal(Math.Log(4), values[Statistic.Mu2Noise], 1e-12);
        Assert.Equal(Math.Log(2), values[Statistic.Chi], 1e-12);
        // Uncorrelated channels of equal variance: Tr C / lambda = 2. A constant noise has no spread to rank.
        Assert.Equal(2, values[Statistic.EffectiveRankSignal], 1e-6);
        Assert.DoesNotContain(Statistic.EffectiveRankNoise, values.Keys);
    }

    [Fact]
    public void Attach_ScaleDividedOut_IsPutBackInLogs()
    {
        Tensor twin = Normal(64, 5);
        Dictionary<Statistic, double> plain = Record(twin, new TwinScale(), 0.3);
        Dictionary<Statistic, double> scaled = Record(twin, new TwinScale { SignalExponent = 3000, NoiseExponent = -5000 }, 0.3);

        double log2 = Math.Log(2);
        Assert.Equal(plain[Statistic.Nu1AbsSignal] + (3000 * log2), scaled[Statistic.Nu1AbsSignal], 1e-9);
        Assert.Equal(plain[Statistic.Nu2Signal] + (6000 * log2), scaled[Statistic.Nu2Signal], 1e-9);
        Assert.Equal(plain[Statistic.Mu4Signal] + (12000 * log2), scaled[Statistic.Mu4Signal], 1e-9);
        Assert.Equal(plain[Statistic.Mu2Noise] - (10000 * log2), scaled[Statistic.Mu2Noise], 1e-9);
        Assert.Equal(plain[Statistic.Chi] - (8000 * log2), scaled[Statistic.Chi], 1e-9);
        Assert.Equal(plain[Statistic.EffectiveRankSignal], scaled[Statistic.EffectiveRankSignal]);
    }

    [Theory]
    [InlineData(1e-20)]
    [InlineData(1e-7)]
    [InlineData(1e20)]
    public void Record_NoiseOverFortyOrders_LeavesEveryStatisticButItsPower(double factor)
    {
        NetworkOptions options = new() { Norm = NormKind.Batch, KernelSize = 1, Depth = 5, Width = 16 };
        using DeepNetwork network = new NetworkBuilder(options).BuildNetwork(16, seed: 1, simulation: 0);
        Tensor twin = Normal(24, 16);
        Tensor scaledTwin = TwinBatch.Stack(TwinBatch.Signal(twin), TwinBatch.Noise(twin) * factor);

        Dictionary<Statistic, double> plain = Record(network, twin, 0);
        Dictionary<Statistic, double> scaled = Record(network, scaledTwin, -2 * Math.Log(factor));

        Assert.Equal(plain[Statistic.Mu2Noise] + (2 * Math.Log(factor)), scaled[Statistic.Mu2Noise], 1e-5);
        // SNR^0 takes the factor in, so that chi is free of it but for 32-bit rounding.
        Assert.Equal(plain[Statistic.Chi], scaled[Statistic.Chi], 1e-5);
        Assert.Equal(plain[Statistic.EffectiveRankNoise], scaled[Statistic.EffectiveRankNoise], 1e-4);
        Assert.Equal(plain[Statistic.Mu2Signal], scaled[Statistic.Mu2Signal]);
    }

    [Fact]
    public void Attach_VarianceLostInRounding_LeavesOutWhatDependsOnIt()
    {
        // 1 and its neighbours in 32-bit arithmetic: mu_2 / nu_2 is a squared machine epsilon.
        float next = MathF.BitIncrement(1);
        Tensor x = tensor(new[] { 1, next, 1, next }, [4, 1, 1, 1]);

        Dictionary<Statistic, double> values = Record(TwinBatch.Stack(x, ones_like(x)), new TwinScale(), 0);

        Assert.Equal([Statistic.Nu1AbsSignal, Statistic.Nu2Signal, Statistic.Mu2Noise], values.Keys.Order());
    }

    [Fact]
    public void Attach_VarianceLostOnce_StaysLostWhereANormBlowsItUp()
    {
        float next = MathF.BitIncrement(1);
        Tensor lost = tensor(new[] { 1, next, 1, next }, [4, 1, 1, 1]), blown = tensor(new float[] { -1, 1, -1, 1 }, [4, 1, 1, 1]);
        using nn.Module<Tensor, Tensor> module = nn.Identity();
        Recorder recorder = new(new RecorderOptions(), [1, 2]), next1 = new(new RecorderOptions(), [1]);
        using SiteHooks hooks = new() { Observer = recorder };
        hooks.Attach(new(Location.Norm, SiteRoles.Norm), module);
        module.call(TwinBatch.Stack(lost, lost));
        hooks.Depth = 2;
        module.call(TwinBatch.Stack(blown, blown));

        Assert.Equal(2, recorder.Records.Count);
        Assert.All(recorder.Records, r => Assert.DoesNotContain(Statistic.Chi, r.Values.Keys));
        (hooks.Depth, hooks.Observer) = (1, next1);
        module.call(TwinBatch.Stack(blown, blown));
        Assert.Contains(Statistic.Chi, Assert.Single(next1.Records).Values.Keys);
    }

    [Fact]
    public void Watches_AnotherDepth_RecordsNothing()
    {
        using nn.Module<Tensor, Tensor> module = nn.Identity();
        Recorder recorder = new(new RecorderOptions(), [2]);
        using SiteHooks hooks = new() { Observer = recorder };
        hooks.Attach(new(Location.Activation, SiteRoles.Activation), module);
        module.call(Normal(4, 2));

        Assert.Empty(recorder.Records);
    }

    [Fact]
    public void Dispose_Attached_StopsListening()
    {
        using nn.Module<Tensor, Tensor> module = nn.Identity();
        Recorder recorder = new(new RecorderOptions(), [1]);
        SiteHooks hooks = new() { Observer = recorder };
        hooks.Attach(new(Location.Activation, SiteRoles.Activation), module);
        module.call(Normal(4, 2));
        hooks.Dispose();
        module.call(Normal(4, 2));

        Assert.Single(recorder.Records);
    }

    // One set of rows by channels, whatever the shape that they come in.
    [Fact]
    public void See_FeaturesTokensOrImages_AreTheSameRows()
    {
        Tensor images = Normal(6, 4); // [12, 4, 1, 1]
        Dictionary<Statistic, double> expected = Record(images, new TwinScale(), 0.5);

        Assert.Equal(expected, Record(images.reshape(12, 4), new TwinScale(), 0.5));
        Assert.Equal(expected, Record(images.reshape(4, 3, 4), new TwinScale(), 0.5));
        Assert.Contains(Statistic.EffectiveRankNoise, expected.Keys);
    }

    private static Dictionary<Statistic, double> Record(Tensor twin, TwinScale scale, double logInitialSnr)
    {
        using nn.Module<Tensor, Tensor> module = nn.Identity();
        Recorder recorder = new(new RecorderOptions(), [1]);
        using SiteHooks hooks = new(scale) { Observer = recorder, LogInitialSnr = logInitialSnr };
        hooks.Attach(new(Location.Activation, SiteRoles.Activation), module);
        module.call(twin);
        return new(Assert.Single(recorder.Records).Values);
    }

    private static Dictionary<Statistic, double> Record(DeepNetwork network, Tensor twin, double logInitialSnr)
    {
        Recorder recorder = new(new RecorderOptions(), [1]);
        using SiteHooks hooks = new(network.Scale) { Observer = recorder, LogInitialSnr = logInitialSnr };
        hooks.Attach(new(Location.Activation, SiteRoles.Activation), network.Units[^1].HookPoints[^1].Module);
        network.call(twin);
        return new(Assert.Single(recorder.Records).Values);
    }

    private static Tensor Normal(int count, int channels)
    {
        float[] values = new float[2 * count * channels];
        new RandomStream(7, 0, 0, RandomPurpose.Noise).FillNormal(values);
        return tensor(values, [2 * count, channels, 1, 1]);
    }
}
