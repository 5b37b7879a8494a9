using MomentsDnns.Propagation.Running;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Output;

/// <summary>Measures into a folder, and says on standard error what a user must know meanwhile.</summary>
internal static class MeasuredRun
{
    /// <summary>Opens the run of a measurement; says what a repair found.</summary>
    /// <param name="measurement">What is measured.</param>
    public static RunDirectory Open(Measurement measurement)
    {
        RunDirectory run = measurement.Open();
        RunFiles.WriteFindings(run);
        return run;
    }

    /// <summary>Runs what a run lacks, and shows how far it is.</summary>
    /// <param name="measurement">What is measured.</param>
    /// <param name="run">Its run.</param>
    /// <param name="title">What is run, for the display.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="interrupted">What to say of an interruption; null: how many simulations there are.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Interrupted; a line has said so.</exception>
    public static void Complete(
        Measurement measurement, RunDirectory run, string title, bool quiet, string? interrupted,
        CancellationToken cancellation)
    {
        try
        {
            ProgressDisplay.Run(
                title, quiet, progress => (measurement with { Progress = progress }).Complete(run, cancellation));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(
                interrupted ?? $"interrupted: {Kept()} are in {run.Path}; the same command goes on");
            throw;
        }
        catch (OutputException error)
        {
            throw new IOException($"{error.Message}; {Kept()} are kept in {run.Path}, the same command goes on", error);
        }

        string Kept() => $"{run.CompletedSimulations.Count} of {measurement.Simulations} simulations";
    }
}
