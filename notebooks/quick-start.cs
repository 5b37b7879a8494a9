#:project ../src/Toolkit/Toolkit.csproj
#:property PublishAot=false

// One network, from C#: what a batch-normalized resnet does to signal and noise. Run: dotnet run notebooks/quick-start.cs
using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using static TorchSharp.torch;

NativeRuntime.Configure();

ExperimentConfiguration experiment = new()
{
    Network = new() { Topology = Topology.Residual, Norm = NormKind.Batch, KernelSize = 1, Width = 128, Depth = 100 },
    BatchSize = 64,
    Records = 10,
};
using Simulator simulator = new(experiment, DatasetCatalog.Open("cifar-like", "data"));
RunResults run = RunResults.FromSimulations(experiment, Enumerable.Range(0, 10).Select(i => simulator.Run(i)));

CurveSummary chi = CurveSummary.OfLinear(run.Get(Statistic.Chi, Location.Sum));
CurveSummary rank = CurveSummary.OfLinear(run.Get(Statistic.EffectiveRankSignal, Location.Activation));
Console.WriteLine("depth   chi [16%, 84%]        r_eff(x)");
for (int i = 0; i < run.Depths.Count; i++)
    Console.WriteLine($"{run.Depths[i],5}   {chi.Mean[i]:F2} [{chi.Lower[i]:F2}, {chi.Upper[i]:F2}]   {rank.Mean[i]:F1}");

// The recorder on a module of your own: any that maps a twin batch [2N, C, H, W], here torch's linear convolution.
using var own = nn.Conv2d(3, 16, 3, padding: 1, bias: false);
using Recorder recorder = new(new TwinScale(), new RecorderOptions { EffectiveRankLocations = [Location.Convolution] });
recorder.Attach(Location.Convolution, own);
InputBatch input = new(DatasetCatalog.Open("cifar-like", "data"), experiment with { Network = new() { KernelSize = 3 } });
using Tensor twin = input.Draw(0);
recorder.Begin(InputBatch.LogSnr(twin));
recorder.RecordAt(1);
own.call(twin.to(ScalarType.Float32));
foreach ((Statistic statistic, double value) in recorder.Records[0].Values) Console.WriteLine($"{statistic.ColumnName,-20} {value:F4}");
