using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

public sealed class TrainerTests
{
    private static readonly TrainableOptions Net = new() { Network = new() { Topology = Topology.Residual, Norm = NormKind.Batch, Width = 8, Depth = 2 }, Classes = 4 };
    private static readonly TrainingOptions Usual = new() { Steps = 23, BatchSize = 10, Records = 6, JudgedImages = 30, Rate = 0.05 };

    public static TheoryData<OptimizerKind, string, int> Trainings() => new()
    {
        { OptimizerKind.Sgd, "batch", 3 }, { OptimizerKind.Adam, "batch", 3 }, { OptimizerKind.Adam, "none", 1 }, { OptimizerKind.Sgd, "layer", 1 },
    };

    // Ended before the first step, within an epoch (of 6 batches), between epochs, and after the last record but one.
    [Theory]
    [MemberData(nameof(Trainings))]
    public void Run_InterruptedAndGoneOn_GivesTheSameBits(OptimizerKind optimizer, string norm, int kernelSize)
    {
        (TrainableOptions net, TrainingOptions options) = Of(optimizer, norm, kernelSize);
        using MnistLike data = new();
        (TrainingResult expected, byte[] weights) = Train(net, data, options);
        Assert.Equal(options.RecordedSteps, expected.Records.Select(r => r.Step));
        foreach (int end in new[] { 0, 8, 12, 22 })
        {
            using TemporaryFolder folder = new();
            TrainingWatch watch = new() { StateFile = folder["state"] };
            using (CancellationTokenSource source = new())
            {
                if (end == 0) source.Cancel();
                Assert.Throws<OperationCanceledException>(() => Train(net, data, options, watch with { Stepped = step => CancelAt(step == end, source) }, source));
            }

            Assert.Equal(end, TrainingState.Load(folder["state"]).Step);
            (TrainingResult found, byte[] others) = Train(net, data, options, watch);
            Assert.Equal(expected.Records, found.Records);
            Assert.True(weights.AsSpan().SequenceEqual(others), $"other bits after an interruption at step {end}");
        }
    }

    // The process ends between two states: what was done since the last one is done again.
    [Fact]
    public void Run_KilledSinceTheLastState_GivesTheSameBits()
    {
        using MnistLike data = new();
        (TrainingResult expected, byte[] weights) = Train(Net, data, Usual);
        using TemporaryFolder folder = new();
        TrainingWatch watch = new() { StateFile = folder["state"], StepsPerState = 4 };
        Assert.Throws<InvalidOperationException>(() => Train(Net, data, Usual, watch with { Stepped = step => ThrowIf(step == 15) }));
        Assert.Equal(12, TrainingState.Load(folder["state"]).Step);
        (TrainingResult found, byte[] others) = Train(Net, data, Usual, watch);
        Assert.Equal(expected.Records, found.Records);
        Assert.Equal(weights, others);
        // It is finished: nothing is done again.
        Assert.Equal(expected.Records, Train(Net, data, Usual, watch with { Stepped = _ => ThrowIf(true) }).Result.Records);
    }

    [Fact]
    public void Inspect_LeavesNoTrace()
    {
        using MnistLike data = new();
        (TrainingResult expected, byte[] weights) = Train(Net, data, Usual);
        List<(int Step, double Chi)> found = [];
        (TrainingResult result, byte[] others) = Train(Net, data, Usual, new()
        {
            InspectedSteps = [0, 3, 7, 23],
            Inspect = (step, network) =>
            {
                RunResults probed = new Probe(network.ProbeModel("trained", [1, 8, 8]), 1) { NormStatistics = BatchStatistics.Running, BatchSize = 4, Seed = 2 }.Run(TestContext.Current.CancellationToken);
                found.Add((step, probed.Curves.Single(c => c.Statistic == Statistic.Chi) is var chi ? chi[0, chi.Depths - 1] : 0));
                using IDisposable noGradients = no_grad();
                foreach (Tensor parameter in network.parameters()) parameter.zero_();
                return [new(step, Location.Sum, new Dictionary<Statistic, double> { [Statistic.Chi] = found[^1].Chi })];
            },
        });
        Assert.Equal(expected.Records, result.Records);
        Assert.Equal(weights, others);
        Assert.Equal(found, result.Inspected.Select(r => (r.Depth, r.Values[Statistic.Chi])));
        Assert.Equal([0, 3, 7, 23], found.Select(f => f.Step));
        Assert.Equal(4, found.Select(f => f.Chi).Distinct().Count());
        Assert.All(found, f => Assert.True(double.IsFinite(f.Chi)));
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Run_LearnsPatternsUnderNoise(OptimizerKind optimizer, string norm, int kernelSize)
    {
        (TrainableOptions net, TrainingOptions options) = Of(optimizer, norm, kernelSize);
        using MnistLike data = new();
        TrainingResult result = Train(net, data, options with { Steps = 150 }).Result;
        TrainingRecord first = result.Records[0], last = result.Records[^1];
        Assert.True(result.IsFinite);
        Assert.InRange(first.TrainingAccuracy, 0, 0.6);
        Assert.InRange(last.TrainingAccuracy, 0.95, 1);
        Assert.InRange(last.HeldOutAccuracy!.Value, 0.8, 1);
        Assert.True(last.TrainingLoss < first.TrainingLoss / 4);
    }

    // One step of SGD without momentum on a linear net of one layer, by the gradient of the cross-entropy in closed form.
    [Fact]
    public void Run_OfOneStep_MovesTheHeadByTheClosedFormOfItsGradient()
    {
        TrainableOptions net = new() { Network = new() { Width = 5, Depth = 1, KernelSize = 1 }, Classes = 4 };
        using MnistLike data = new(10);
        using DisposeScope scope = NewDisposeScope();
        using TrainableNetwork before = new(net, 64, 3, 0, ScalarType.Float64), after = new(net, 64, 3, 0, ScalarType.Float64);
        using (Trainer trainer = new(after, data.Data, new() { Steps = 1, BatchSize = 10, Momentum = 0, Rate = 0.25 })) trainer.Run(cancellation: TestContext.Current.CancellationToken);
        Tensor seen = Hidden(before, data.Data.Images.to(ScalarType.Float64)), weight = Head(before, "weight"), outputs = seen.mm(weight.t());
        // The gradient of the mean of -log softmax(z)_y is (softmax(z) - e_y) h' / N.
        Tensor errors = outputs.softmax(1).Minus(nn.functional.one_hot(data.Data.Labels, 4).to(ScalarType.Float64)).Times(0.1);
        Tensor expected = weight.Minus(errors.t().mm(seen).Times(0.25)), bias = errors.sum([0]).Times(-0.25);
        Assert.InRange(Head(after, "weight").Minus(expected).abs().max().item<double>(), 0, 1e-14);
        Assert.InRange(Head(after, "bias").Minus(bias).abs().max().item<double>(), 0, 1e-14);
    }

    // Every parameter of a net with all parts: the loss's slope by differences against the step that was taken.
    [Fact]
    public void Run_OfOneStep_GoesDownTheSlopeByDifferences()
    {
        TrainableOptions net = Net with { Network = Net.Network with { Activation = Architectures.Activations.ActivationCatalog.Find("tanh")! } };
        using MnistLike data = new(10);
        using DisposeScope scope = NewDisposeScope();
        using TrainableNetwork before = new(net, 1, 3, 0, ScalarType.Float64), after = new(net, 1, 3, 0, ScalarType.Float64);
        using (Trainer trainer = new(after, data.Data, new() { Steps = 1, BatchSize = 10, Momentum = 0, Rate = 1 })) trainer.Run(cancellation: TestContext.Current.CancellationToken);
        using IDisposable noGradients = no_grad();
        Tensor images = data.Data.Images.to(ScalarType.Float64);
        foreach (((string name, TorchSharp.Modules.Parameter from), (_, TorchSharp.Modules.Parameter to)) in before.named_parameters().Zip(after.named_parameters()))
        {
            const double step = 1e-5;
            double slope = from.Minus(to).flatten()[0].item<double>(), size = from.Minus(to).abs().max().item<double>();
            Tensor entry = from.view(-1)[0];
            double up = LossAt(step), down = LossAt(-step);
            Assert.True(Math.Abs(((up - down) / (2 * step)) - slope) < 1e-7 * (1 + size), $"{name}: {(up - down) / (2 * step)} by differences, {slope} by the step");

            double LossAt(double moved)
            {
                entry.add_(moved);
                double loss = nn.functional.cross_entropy(before.call(images), data.Data.Labels).item<double>();
                entry.add_(-moved);
                return loss;
            }
        }
    }

    [Fact]
    public void Run_ThatDiverges_TellsTheStepAndRecordsNoFalseNumber()
    {
        TrainableOptions net = Net with { Network = Net.Network with { Norm = NormKind.None } };
        using MnistLike data = new();
        using TemporaryFolder folder = new();
        TrainingOptions options = Usual with { Rate = 1e12, Steps = 500 };
        TrainingWatch watch = new() { StateFile = folder["state"] };
        TrainingResult result = Train(net, data, options, watch).Result;
        Assert.False(result.IsFinite);
        Assert.InRange(result.DivergedAt!.Value, 1, 20);
        Assert.All(result.Records, r => Assert.True(double.IsFinite(r.TrainingLoss) && r.Step < result.DivergedAt));
        TrainingResult again = Train(net, data, options, watch).Result;
        Assert.Equal((result.DivergedAt, result.Records.Count), (again.DivergedAt, again.Records.Count));
    }

    [Fact]
    public void Run_OnAnotherTrainingsState_Refuses()
    {
        using MnistLike data = new(), others = new(60);
        using TemporaryFolder folder = new();
        TrainingWatch watch = new() { StateFile = folder["state"] };
        Train(Net, data, Usual, watch);
        foreach (Action other in new Action[]
        {
            () => Train(Net, others, Usual, watch), () => Train(Net, data, Usual with { Rate = 0.1 }, watch), () => Train(Net, data, Usual with { Steps = 24 }, watch),
            () => Train(Net with { TrainsConstants = false }, data, Usual, watch), () => Train(Net with { Network = Net.Network with { NormEpsilon = 0.1 } }, data, Usual, watch),
            () => Train(Net, data, Usual, watch, simulation: 1),
        })
        {
            Assert.Contains("is of another training", Assert.Throws<InvalidDataException>(other).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_OfADamagedFile_Refuses()
    {
        using MnistLike data = new();
        using TemporaryFolder folder = new();
        Train(Net, data, Usual with { Steps = 1 }, new() { StateFile = folder["state"] });
        byte[] sound = File.ReadAllBytes(folder["state"]);
        for (int i = 0; i < sound.Length; i += Math.Max(1, sound.Length / 200))
        {
            byte[] damaged = [.. sound];
            damaged[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => TrainingState.Load(folder.Write("damaged", damaged)));
            Assert.Throws<InvalidDataException>(() => TrainingState.Load(folder.Write("short", sound[..i])));
        }
    }

    [Fact]
    public void Run_MakesNoTensorThatStays()
    {
        using MnistLike data = new();
        Train(Net, data, Usual);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Train(Net, data, Usual, new() { InspectedSteps = [3], Inspect = (_, _) => [] });
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static (TrainableOptions, TrainingOptions) Of(OptimizerKind optimizer, string norm, int kernelSize) =>
        (Net with { Network = Net.Network with { Norm = NormCatalog.Find(norm)!, KernelSize = kernelSize } },
        Usual with { Optimizer = optimizer, Rate = optimizer == OptimizerKind.Adam ? 0.01 : 0.05, Schedule = RateSchedule.Cosine, WeightDecay = 1e-3 });

    private static (TrainingResult Result, byte[] Weights) Train(TrainableOptions net, MnistLike data, TrainingOptions options, TrainingWatch? watch = null, CancellationTokenSource? ended = null, int simulation = 0)
    {
        using TrainableNetwork network = new(net, net.Network.IsFullyConnected ? 64 : 1, 3, simulation);
        using Trainer trainer = new(network, data.Data, options);
        TrainingResult result = trainer.Run(watch, ended?.Token ?? TestContext.Current.CancellationToken);
        return (result, [.. network.parameters().SelectMany(p => p.bytes.ToArray())]);
    }

    private static void CancelAt(bool due, CancellationTokenSource source)
    {
        if (due) source.Cancel();
    }

    private static void ThrowIf(bool due)
    {
        if (due) throw new InvalidOperationException("ended");
    }

    private static Tensor Head(TrainableNetwork network, string part) => network.named_parameters().First(p => p.name == $"head.{part}").parameter;

    private static Tensor Hidden(TrainableNetwork network, Tensor images)
    {
        Dictionary<string, Tensor> p = network.named_parameters().ToDictionary(n => n.name, n => (Tensor)n.parameter);
        return images.flatten(1).mm(p["first.weight"].t()).mm(p["units.0.conv.weight"].t()).relu();
    }
}
