using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Statistics;
using MomentsDnns.Toolkit.Tests.Propagation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sites;

/// <summary>
/// A residual net as a user may write one: three stages of four blocks of two convolutions, batch norm, stride between the stages; or the
/// same without skips.
/// </summary>
internal sealed class StagedResnet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d stem = nn.Conv2d(3, 8, 3L, padding: 1L, bias: false);
    private readonly BatchNorm2d norm = nn.BatchNorm2d(8);
    private readonly ReLU relu = nn.ReLU();
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks = [];
    private readonly AdaptiveAvgPool2d pool = nn.AdaptiveAvgPool2d(1L);
    private readonly Linear head = nn.Linear(32, 10);

    public StagedResnet(bool hasSkips) : base(nameof(StagedResnet))
    {
        int before = 8;
        foreach (int channels in new[] { 8, 16, 32 })
        {
            for (int block = 0; block < 4; block++)
            {
                blocks.Add(new Block(before, channels, before == channels ? 1 : 2, hasSkips));
                before = channels;
            }
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor x = relu.call(norm.call(stem.call(input)));
        foreach (nn.Module<Tensor, Tensor> block in blocks) x = block.call(x);
        return head.call(pool.call(x).flatten(1));
    }

    /// <summary>Probes the net over images of 8 x 8, weights drawn anew for each replicate.</summary>
    public static RunResults Probe(string law, bool hasSkips = true, int replicates = 6, int batch = 8)
    {
        ExperimentConfiguration inputs = new() { BatchSize = batch, Precision = Precision.Float64, Seed = 5 };
        using StagedResnet net = new(hasSkips);
        InputBatch images = new(Experiments.Images, inputs);
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [.. images.Draw(0).shape.Skip(1)];
        ITracedFunction function = new ModuleFunction(net, shape, BatchStatistics.Frozen);
        using TangentNetwork traced = new(function, new(InitializationCatalog.Find(law)!, 5));
        IReadOnlySet<int> path = function.MainPath;
        SiteFacts[] sites = new SiteFacts[function.Sites.Count];
        function.Evaluate(zeros([2, .. shape], ScalarType.Float64), (i, value) => sites[i] = new()
        {
            Name = function.Sites[i].Name,
            Kind = function.Sites[i].Kind,
            Roles = function.Sites[i].Roles,
            Channels = (int)value.shape[1],
            Positions = (int)value.shape.Skip(2).Aggregate(1L, (product, side) => product * side),
            IsOnMainPath = path.Contains(i),
        });
        List<SimulationResult> results = [];
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            Recorder recorder = new(new() { RankedRoles = SiteRoles.Output }, Enumerable.Range(1, sites.Length));
            traced.Send(replicate, images.Draw(replicate), recorder, TestContext.Current.CancellationToken);
            results.Add(new(replicate, recorder.Records));
        }

        return RunResults.FromSimulations(new ProbedSource
        {
            Model = "staged",
            Init = law,
            NormStatistics = "frozen",
            InputShape = [.. shape.Select(s => (int)s)],
            Scaling = "batch",
            Dataset = "cifar-like",
            DatasetFingerprint = "images",
            BatchSize = batch,
            Seed = 5,
            Sites = sites,
        }, results);
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1, conv2;
        private readonly BatchNorm2d norm1, norm2;
        private readonly ReLU relu1 = nn.ReLU(), relu2 = nn.ReLU();
        private readonly Conv2d? shortcut;
        private readonly bool _hasSkip;

        public Block(int before, int channels, int stride, bool hasSkip) : base(nameof(Block))
        {
            _hasSkip = hasSkip;
            conv1 = nn.Conv2d(before, channels, 3L, stride, padding: 1L, bias: false);
            conv2 = nn.Conv2d(channels, channels, 3L, padding: 1L, bias: false);
            (norm1, norm2) = (nn.BatchNorm2d(channels), nn.BatchNorm2d(channels));
            shortcut = !hasSkip || stride == 1 ? null : nn.Conv2d(before, channels, 1L, stride, bias: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor x = norm2.call(conv2.call(relu1.call(norm1.call(conv1.call(input)))));
            return relu2.call(!_hasSkip ? x : x + (shortcut is null ? input : shortcut.call(input)));
        }
    }
}
