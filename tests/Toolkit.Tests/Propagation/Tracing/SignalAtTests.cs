using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.Tracing;

/// <summary>Signals that begin at a site of a network.</summary>
public sealed class SignalAtTests(ITestOutputHelper output)
{
    // The same numbers as of the tail alone, to which the value at the site and the noise there are given.
    [Fact]
    public void Send_FromASite_IsTheTailAlone()
    {
        using DisposeScope scope = NewDisposeScope();
        using Tower tower = new();
        using CutFunction cut = new(new ModuleFunction(tower, [3, 6, 6], BatchStatistics.Running), 1, 5);
        using TangentNetwork network = new(cut);
        Tensor twin = cat([Numbers(4, 3, 6, 6), ones(4, 3, 6, 6)], 0);
        Recorder found = Recorded(cut, network, twin), expected;
        Tensor entering = cut.Enter(twin, 0);
        ModuleFunction tail = new(tower.Tail, [4, 6, 6], BatchStatistics.Running);
        using (TangentNetwork alone = new(tail)) expected = Recorded(tail, alone, entering);

        Assert.Equal(tail.Sites.Select(s => $"tail.{s.Name}").SkipLast(1), cut.Sites.Skip(1).Select(s => s.Name).SkipLast(1));
        int compared = 0;
        foreach (LayerRecord record in expected.Records)
        {
            // The site itself stands before them.
            LayerRecord other = found.Records.Single(r => r.Depth == record.Depth + 1);
            foreach ((Statistic statistic, double value) in record.Values)
            {
                Assert.Equal(value, other.Values[statistic], 1e-10 * Math.Max(1, Math.Abs(value)));
                compared++;
            }
        }

        output.WriteLine($"{compared} numbers");
        Assert.InRange(compared, 30, int.MaxValue);
    }

    [Fact]
    public void Enter_AddsNoiseOfMeanSquareOneAChannel_AFreshOneEachReplicate()
    {
        using DisposeScope scope = NewDisposeScope();
        using Tower tower = new();
        using CutFunction cut = new(new ModuleFunction(tower, [3, 6, 6], BatchStatistics.Running), 1, 5);
        Tensor batch = cat([Numbers(4, 3, 6, 6), ones(4, 3, 6, 6)], 0);
        Tensor one = TwinBatch.Noise(cut.Enter(batch, 0)), two = TwinBatch.Noise(cut.Enter(batch, 1)), again = TwinBatch.Noise(cut.Enter(batch, 0));
        Tensor squares = one.square().mean([0L, 2L, 3L]);
        Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(1, squares[c].item<double>(), 1e-12));
        Assert.Equal(0, (one - again).abs().max().item<double>());
        // 576 pairs: the correlation of independent numbers is below 5/24.
        Assert.InRange((one * two).mean().item<double>(), -0.21, 0.21);
    }

    [Fact]
    public void Run_FromASite_MeasuresWhatDependsOnIt()
    {
        Probe probe = new(new ModuleModel("tower", () => new Tower(), [3, 6, 6]), 2) { BatchSize = 4, SignalAt = "relu" };
        RunResults run = probe.Run(TestContext.Current.CancellationToken);
        Assert.Equal("relu", run.Probed!.Sites[0].Name);
        Assert.Equal("relu", run.Probed.SignalAt);
        Assert.DoesNotContain(run.Probed.Sites, s => s.Name == "conv");
        Assert.Contains(run.Probed.Sites, s => s.Name == "tail.1.inner" && !s.IsOnMainPath);
        Assert.Contains(run.Probed.Sites, s => s.Name == "tail.3" && s.IsOnMainPath);
        Assert.All(run.Simulations, i => Assert.Equal(1, run.Get(Statistic.Chi, TangentNetwork.Place).Linear(i, 0), 1e-12));
        string said = Assert.Throws<OptionException>(() => (probe with { SignalAt = "relu7" }).Run(TestContext.Current.CancellationToken)).Message;
        Assert.StartsWith("SignalAt relu7: is no site of tower; take such as conv, relu, ", said);
    }

    // What a module takes in of a sum, others may take too: a signal there would be a part of one.
    [Fact]
    public void Run_FromWhatAModuleTakesIn_IsRefused()
    {
        Probe probe = new(new ModuleModel("sums", () => new Sums(), [3, 6, 6]), 2) { BatchSize = 4, SignalAt = "second.input" };
        string said = Assert.Throws<OptionException>(() => probe.Run(TestContext.Current.CancellationToken)).Message;
        Assert.StartsWith("SignalAt second.input: is what one module takes in", said);
    }

    [Fact]
    public void Run_OfAModuleOfTokens_BeginsBehindItsEmbedding()
    {
        Probe probe = new(new ModuleModel("words", () => new Words(), [7]) { Vocabulary = 13 }, 2) { BatchSize = 4 };
        Assert.StartsWith("SignalAt is needed: words takes whole numbers (input)", Assert.Throws<OptionException>(() => probe.Run(TestContext.Current.CancellationToken)).Message);
        RunResults run = (probe with { SignalAt = "embedding" }).Run(TestContext.Current.CancellationToken);
        Assert.Equal((6, 7), (run.Probed!.Sites[0].Channels, run.Probed.Sites[0].Positions));
        Assert.Equal(["embedding", "norm", "linear"], run.Probed.Sites.Select(s => s.Name).Where(n => n != "output"));
        Assert.Equal(("", "tokens uniform below 13"), (run.Probed.Dataset, run.Probed.DatasetFingerprint));
    }

    private static Recorder Recorded(ITracedFunction function, TangentNetwork network, Tensor batch)
    {
        Recorder recorder = new(new() { RankedRoles = SiteRoles.Output, Sites = network.Sites, MayOverflow = true }, Enumerable.Range(1, function.Sites.Count));
        network.Send(0, batch, recorder, TestContext.Current.CancellationToken);
        return recorder;
    }

    private static Tensor Numbers(params long[] shape) =>
        tensor(Enumerable.Range(1, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => Math.Sin(i * 1.7)).ToArray(), shape);

    private sealed class Tower : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv = nn.Conv2d(3, 4, 3L, padding: 1L);
        private readonly ReLU relu = nn.ReLU(inplace: true);
        private readonly Sequential tail = nn.Sequential(nn.Conv2d(4, 4, 3L, padding: 1L), new Skip(), nn.ReLU(inplace: true), nn.Conv2d(4, 2, 1L));

        public Tower() : base(nameof(Tower)) => RegisterComponents();

        public Sequential Tail => tail;

        public override Tensor forward(Tensor input) => tail.call(relu.call(conv.call(input)));
    }

    private sealed class Skip : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d inner = nn.Conv2d(4, 4, 1L);

        public Skip() : base(nameof(Skip)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input + inner.call(input);
    }

    private sealed class Sums : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d first = nn.Conv2d(3, 3, 1L), second = nn.Conv2d(3, 3, 1L);

        public Sums() : base(nameof(Sums)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            Tensor sum = first.call(input) + input;
            return second.call(sum) + sum;
        }
    }

    private sealed class Words : nn.Module<Tensor, Tensor>
    {
        private readonly Embedding embedding = nn.Embedding(13, 6);
        private readonly LayerNorm norm = nn.LayerNorm(6);
        private readonly Linear linear = nn.Linear(6, 3);

        public Words() : base(nameof(Words)) => RegisterComponents();

        public override Tensor forward(Tensor input) => linear.call(norm.call(embedding.call(input)));
    }
}
