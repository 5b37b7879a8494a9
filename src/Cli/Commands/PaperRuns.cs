using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Reproduction;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>The runs behind reproduced figures and claims: each in a folder of its own, finished simulations are not repeated.</summary>
internal sealed class PaperRuns(ExperimentRunner runner, IImageDataset dataset, string folder, string profile, bool quiet, bool repair, CancellationToken cancellation)
{
    /// <summary>Refuses a run that could not go on, or is damaged: to be asked of all before the first is begun.</summary>
    public void RequireContinuable(PaperExperiment experiment) =>
        RunDirectory.RequireContinuable(PathOf(experiment), ConfigurationOf(experiment), SoftwareVersions.Current, repair);

    /// <summary>Runs what an experiment still lacks.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; a line on standard error has said so.</exception>
    public RunResults Complete(PaperExperiment experiment)
    {
        string path = PathOf(experiment);
        using RunDirectory run = RunDirectory.OpenOrCreate(path, ConfigurationOf(experiment), SoftwareVersions.Current, repair);
        RunFiles.WriteFindings(run);
        try
        {
            ProgressDisplay.Run($"{experiment.Figure} {experiment.Title}", quiet,
                progress => runner.Run(run, experiment.Simulations, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"interrupted: {run.CompletedSimulations.Count} of {experiment.Simulations} simulations are in {path}; the same command goes on");
            throw;
        }
        catch (OutputException error)
        {
            throw KeptSimulations.Told(error, run, experiment.Simulations);
        }

        return run.Load();
    }

    private string PathOf(PaperExperiment experiment) => Path.Combine(folder, $"{profile}-{dataset.Name}-{experiment.Figure}");

    private ExperimentConfiguration ConfigurationOf(PaperExperiment experiment) =>
        experiment.Configuration with { Dataset = dataset.Name, DatasetFingerprint = dataset.Fingerprint };
}
