using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

/// <summary>Which modules statistics are taken of: those that map the noise by the derivative at the signal.</summary>
public sealed class RecordedModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Foreign => ["ReLU", "Tanh", "BatchNorm2d", "Conv2d", "Linear", "Sequential", "Squares"];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Attach_ModuleThatTreatsTheNoiseAsSignal_Refuses(string name)
    {
        using nn.Module<Tensor, Tensor> module = name switch
        {
            "ReLU" => nn.ReLU(),
            "Tanh" => nn.Tanh(),
            "BatchNorm2d" => nn.BatchNorm2d(2),
            "Conv2d" => nn.Conv2d(2, 2, 1),
            "Linear" => nn.Linear(2, 2),
            "Sequential" => nn.Sequential(nn.Conv2d(2, 2, 1, bias: false), nn.ReLU()),
            _ => new Squares(),
        };
        // What would be recorded is wrong: f'(x) dx is not the second half.
        using SiteHooks hooks = new();
        ArgumentException error = Assert.Throws<ArgumentException>(() => hooks.Attach(new(Location.Activation, SiteRoles.Activation), module));

        Assert.StartsWith("nothing is recorded at activation: ", error.Message, StringComparison.Ordinal);
        Assert.True(DerivativeError(module) > 0.1);
    }

    public static TheoryData<string> Sound => ["Conv2d", "AvgPool2d", "AdaptiveAvgPool2d", "Identity", "Sequential", "TwinSquares"];

    [Theory]
    [MemberData(nameof(Sound))]
    public void Attach_LinearOrDeclaredModule_Records(string name)
    {
        using nn.Module<Tensor, Tensor> module = name switch
        {
            "Conv2d" => nn.Conv2d(2, 3, 1, bias: false),
            "AvgPool2d" => nn.AvgPool2d(2),
            "AdaptiveAvgPool2d" => nn.AdaptiveAvgPool2d(1),
            "Identity" => nn.Identity(),
            "Sequential" => nn.Sequential(nn.Conv2d(2, 3, 1, bias: false), nn.AvgPool2d(2)),
            _ => new TwinSquares(),
        };
        Recorder recorder = new(new RecorderOptions(), [1]);
        using SiteHooks hooks = new() { Observer = recorder };
        hooks.Attach(new(Location.Activation, SiteRoles.Activation), module);
        module.call(Twin(0));

        Assert.Contains(Statistic.Chi, Assert.Single(recorder.Records).Values.Keys);
        Assert.True(DerivativeError(module) < 1e-2);
    }

    [Theory]
    [InlineData("feedforward")]
    [InlineData("residual")]
    public void Attach_EveryPlaceOfOurNets_IsAllowedAndKnown(string topologyName)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        foreach (NormKind norm in NormCatalog.All)
        {
            NetworkOptions options = new() { Topology = topology, Norm = norm, Width = 4, NormGroups = 2, Depth = 2 };
            using NetworkUnit unit = new NetworkBuilder(options).BuildUnit(new TwinScale());
            Assert.All(unit.HookPoints, p => Assert.Null(TangentCarriers.Objection(p.Module)));
            Assert.Equal(topology.Sites(options).Select(s => s.Location), unit.HookPoints.Select(p => p.Location));
            using DeepNetwork network = new NetworkBuilder(options).BuildNetwork(2, 1, 0);
            Assert.Null(TangentCarriers.Objection(network));
        }
    }

    // |second half - (f(x + h dx) - f(x - h dx)) / 2h| / |that|, f the first half.
    private static double DerivativeError(nn.Module<Tensor, Tensor> module)
    {
        const float Step = 1.0f / 256;
        using IDisposable noGradients = no_grad();
        if (module is TorchSharp.Modules.Linear) return DerivativeErrorOfRows(module);
        Tensor noise = TwinBatch.Noise(module.call(Twin(0)));
        Tensor difference = (TwinBatch.Signal(module.call(Twin(Step))) - TwinBatch.Signal(module.call(Twin(-Step)))) / (2 * Step);
        return ((noise - difference).norm() / difference.norm()).item<float>();
    }

    private static double DerivativeErrorOfRows(nn.Module<Tensor, Tensor> module)
    {
        Tensor x = ones(4, 2), dx = ones(4, 2);
        return ((module.call(dx) - (module.call(x + dx) - module.call(x))).norm() / module.call(dx).norm()).item<float>();
    }

    private static Tensor Twin(float step)
    {
        Tensor x = tensor(new float[] { 1, 3, -1, 2, -2, 5, 4, -5, 2, 1, -3, -1, 1, 2, -4, 3 }, [2, 2, 2, 2]);
        Tensor dx = tensor(new float[] { 1, -1, 2, 1, -1, 2, 1, 3, -2, 1, 1, -1, 2, 2, 1, -3 }, [2, 2, 2, 2]);
        return TwinBatch.Stack(x + (step * dx), dx);
    }

    private sealed class Squares() : nn.Module<Tensor, Tensor>(nameof(Squares))
    {
        public override Tensor forward(Tensor input) => input * input;
    }

    private sealed class TwinSquares() : nn.Module<Tensor, Tensor>(nameof(TwinSquares)), ICarriesTangent
    {
        public override Tensor forward(Tensor input) =>
            TwinBatch.Stack(TwinBatch.Signal(input).square(), 2 * TwinBatch.Signal(input) * TwinBatch.Noise(input));
    }
}
