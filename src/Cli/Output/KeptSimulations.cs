using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Output;

/// <summary>What a run still has when its next simulation could not be written.</summary>
internal static class KeptSimulations
{
    /// <summary>The line for the user: why, how many simulations are kept, how to go on.</summary>
    /// <param name="error">Why.</param>
    /// <param name="run">The run.</param>
    /// <param name="simulations">How many it shall have.</param>
    public static IOException Told(OutputException error, RunDirectory run, int simulations) =>
        new($"{error.Message}; {run.CompletedSimulations.Count} of {simulations} simulations are kept in {run.Path}, the same command goes on", error);
}
