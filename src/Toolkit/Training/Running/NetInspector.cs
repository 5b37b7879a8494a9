using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>
/// Sends signal and noise through a net as it stands at a step: held-out images as the net takes them, the same at each
/// step, with a noise of mean square 1 per channel. Every site goes into the run of that step; what leaves the last
/// unit and the head becomes rows of the net.
/// </summary>
/// <param name="run">The run; sound.</param>
/// <param name="images">Its images.</param>
internal sealed class NetInspector(TrainingRun run, TrainingImages images) : IDisposable
{
    /// <summary>The folder, in that of the run, of the runs of steps.</summary>
    public const string Steps = "steps";

    private const string UnitMark = "units.", Head = "head";

    private readonly Lock _opening = new();
    private readonly Dictionary<int, RunDirectory> _runs = [];
    private readonly CorruptedImages _corrupted =
        new(images, run.NoiseLevels, run.Options.BatchSize, run.Seed, run.Arithmetic);

    /// <summary>Looks at a net.</summary>
    /// <param name="net">Its index.</param>
    /// <param name="step">The steps that were taken.</param>
    /// <param name="network">The net.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The rows of the step.</returns>
    public IReadOnlyList<LayerRecord> Look(int net, int step, InspectedModule network, CancellationToken cancellation)
    {
        ILabelledDataset dataset = run.Dataset;
        int[] shape = run.TakesVectors ? [dataset.Channels * dataset.Height * dataset.Width]
            : [dataset.Channels, dataset.Height, dataset.Width];
        ModuleModel model = network.ProbeModel(run.Module?.Name ?? "trained net", shape);
        (ProbedSource source, SimulationResult sites) = new Probe(model, net + 1)
        {
            NormStatistics = BatchStatistics.Running,
            Dataset = dataset,
            BatchSize = run.ProbedImages,
            Seed = run.Seed,
            Memory = MemoryLimit.Now().Bytes / 4 / run.Threads,
            Trained = (step, Batch),
        }.Take(net, cancellation);
        Keep(step, source, sites);
        (int middle, int last, int logits) = Places(source);
        List<LayerRecord> rows =
        [
            Row(middle, TrainedStatistics.Middle), Row(last, TrainedStatistics.Net),
            Row(logits, TrainedStatistics.Logits),
        ];
        rows.AddRange(_corrupted.Judge(net, step, network.Module));
        return rows;

        LayerRecord Row(int depth, Location place)
        {
            LayerRecord record = sites.Records.First(r => r.Depth == depth);
            return record with { Depth = step, Location = place, Degeneracy = null };
        }
    }

    /// <summary>Releases the runs of steps.</summary>
    public void Dispose()
    {
        foreach (RunDirectory opened in _runs.Values) opened.Dispose();
    }

    // Signal, then noise, as a probe of the dataset has them, the signal by the constants of the training.
    private Tensor Batch(int net)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor held = images.Data.HeldOutImages!;
        BatchSampler sampler = new(new HeldOut((int)held.shape[0]), run.ProbedImages);
        int[] drawn = sampler.Draw(new RandomStream(run.Seed, net, 0, RandomPurpose.Images));
        Tensor signal = held.index_select(0, tensor(drawn.Select(i => (long)i).ToArray())).to(ScalarType.Float64);
        float[] values = new float[signal.numel()];
        new RandomStream(run.Seed, net, 0, RandomPurpose.Noise).FillNormal(values);
        Tensor noise = tensor(values).reshape(signal.shape).to(ScalarType.Float64);
        bool isFlat = run.TakesVectors;
        if (isFlat) (signal, noise) = (signal.flatten(1), noise.flatten(1));
        Tensor size = noise.mul(noise).mean(isFlat ? [0] : [0, 2, 3], keepdim: true).sqrt();
        return cat([signal, noise.div(size)]).MoveToOuterDisposeScope();
    }

    // The depths of half way, the last unit and the head. Of a module of a program's own the last unit is the last site
    // on the main path with more than one position, or the last but one where none has.
    private (int Middle, int Last, int Logits) Places(ProbedSource source)
    {
        int units = run.Network.Network.Depth;
        if (run.Module is null)
        {
            return (LastOf(source, name => IsOfUnit(name, (units - 1) / 2)),
                LastOf(source, name => IsOfUnit(name, units - 1)), LastOf(source, name => name == Head));
        }

        int[] path = [.. source.Sites.Index().Where(s => s.Item.IsOnMainPath is true).Select(s => s.Index)];
        int last = Array.FindLastIndex(path, at => source.Sites[at].Positions > 1);
        if (last < 0) last = Math.Max(0, path.Length - 2);
        return (path[last / 2] + 1, path[last] + 1, path[^1] + 1);
    }

    private static bool IsOfUnit(string site, int unit) => site == $"{UnitMark}{unit}"
        || site.StartsWith($"{UnitMark}{unit}.", StringComparison.Ordinal);

    private static int LastOf(ProbedSource source, Func<string, bool> isIt) =>
        source.Sites.Select((site, i) => (site.Name, Depth: i + 1)).Last(site => isIt(site.Name)).Depth;

    private void Keep(int step, ProbedSource source, SimulationResult sites)
    {
        if (run.Folder is not { } folder) return;
        RunDirectory kept;
        lock (_opening)
        {
            if (!_runs.TryGetValue(step, out kept!))
            {
                kept = RunDirectory.OpenInRun(Path.Combine(folder, Steps, $"{step}"), source,
                    SoftwareVersions.Current, run.Repairs);
                _runs[step] = kept;
            }
        }

        // A net that went on from a state before this step comes here again, with the same numbers.
        if (!kept.CompletedSimulations.Contains(sites.Simulation)) kept.Write(sites);
    }

    // The images held out, to draw indices of; their values are in memory already.
    private sealed class HeldOut(int count) : IImageDataset
    {
        public string Name => "held-out images";

        public int Count => count;

        public int Channels => 1;

        public int Height => 1;

        public int Width => 1;

        public string Fingerprint => "";

        public void Read(int index, Span<float> pixels) => throw new NotSupportedException("indices alone are drawn");
    }
}
