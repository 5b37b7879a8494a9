using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>A folder of runs, each in a folder of its own that is named by its options: what a program measures again and again is run once.</summary>
public sealed class RunFolder
{
    private const int UsualRecords = 100;

    private readonly string _path;
    private readonly int _threads;
    private readonly torch.Device? _device;
    private readonly CancellationToken _cancellation;

    /// <summary>Names the folder.</summary>
    /// <param name="path">The folder; made when the first run is.</param>
    /// <param name="threads">Threads in all, 1 or more; null: one for each core.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="cancellation">Ends a run early; what is finished stays.</param>
    public RunFolder(string path, int? threads = null, torch.Device? device = null, CancellationToken cancellation = default) =>
        (_path, _threads, _device, _cancellation) = (path, threads ?? Environment.ProcessorCount, device, cancellation);

    /// <summary>Whether damaged files of a run are set aside and redone; by default they are refused.</summary>
    public bool Repairs { get; init; }

    /// <summary>Runs what an experiment still lacks, and gives its simulations 0 to <paramref name="simulations"/> - 1, however many there are.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="simulations">How many simulations.</param>
    /// <param name="dataset">The images; those made from a seed (<c>cifar-like</c>) when null.</param>
    /// <exception cref="ArgumentException">The experiment breaks a rule; the message names each.</exception>
    /// <exception cref="InvalidDataException">A file of the run is damaged, or the folder holds something else.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Measure(ExperimentConfiguration experiment, int simulations, IImageDataset? dataset = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 1);
        dataset ??= new CifarLikeDataset();
        experiment = experiment with { Dataset = dataset.Name, DatasetFingerprint = dataset.Fingerprint };
        string[] faults = [.. experiment.Validate().Concat(InputBatch.Validate(dataset, experiment)).Select(f => $"{f}")];
        if (faults.Length > 0) throw new ArgumentException(string.Join("; ", faults), nameof(experiment));

        string name = RunName.Of(experiment, Divisors.Greatest(experiment.Network.Depth, UsualRecords));
        using RunDirectory run = RunDirectory.OpenOrCreate(Path.Combine(_path, name), experiment, SoftwareVersions.Current, Repairs);
        new ExperimentRunner(dataset, _threads, _device).Run(run, simulations, cancellation: _cancellation);
        return run.Load().Below(simulations);
    }
}
