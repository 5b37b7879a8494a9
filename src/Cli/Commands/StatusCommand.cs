using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments status</c>: what is finished of runs, and what is lacking.</summary>
internal sealed class StatusCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "status";

    /// <inheritdoc/>
    public static string Argument => "DIR";

    /// <inheritdoc/>
    public static string Description => "What is finished of runs, and what is lacking";

    private readonly Argument<string[]> _directories = new(Argument)
    {
        Description = "Run directories, or folders of them",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly NumberOption<int> _simulations =
        new("--simulations", "How many there shall be [default: as many as the last that is there]");

    /// <inheritdoc/>
    public static bool PrintsItsResult => true;

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_directories);
        command.Options.Add(_simulations);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        int? wanted = _simulations.Given(parsed);
        if (wanted < 1)
        {
            throw new UsageException([new("simulations", $"{wanted}", "must be at least 1",
                "leave it out for the last that is there")]);
        }

        TextTable.Write(["run", "network", "weights", "finished", "lacking", "recorded"],
            [.. parsed.GetRequiredValue(_directories).SelectMany(RunsOf).Select(path => Row(path, wanted))]);
        return ExitCode.Success;
    }

    private static IEnumerable<string> RunsOf(string directory)
    {
        if (!Directory.Exists(directory))
            throw new UsageException($"{Argument} {directory}: there is no such folder; name one of runs");
        if (RunDirectory.IsAt(directory)) return [directory];
        string[] inside = [.. Directory.EnumerateDirectories(directory).Where(RunDirectory.IsAt)
            .Order(StringComparer.Ordinal)];
        return inside.Length > 0 ? inside
            : throw new UsageException($"{Argument} {directory}: neither it nor a folder in it is a run; name a folder "
                + "that moments run, probe or import wrote");
    }

    private static string[] Row(string path, int? wanted)
    {
        using RunDirectory run = RunDirectory.Open(path);
        IReadOnlyList<int> finished = run.CompletedSimulations;
        int of = wanted ?? (finished.Count > 0 ? finished[^1] + 1 : 0);
        int[] lacking = [.. Enumerable.Range(0, of).Except(finished)];
        string done = $"{finished.Count(simulation => simulation < of)} of {of}";
        string gaps = finished.Count == 0 && wanted is null ? "all" : IndexRanges.Text(lacking);
        return run switch
        {
            { Probed: { } probed } =>
            [
                path, probed.Model, probed.IsRedrawn ? probed.Init : probed.State.Length > 0 ? probed.State : "stored",
                done, gaps, $"{probed.Sites.Count} sites",
            ],
            { Imported: { } imported } =>
                [path, imported.Topology.Name, "imported", done, gaps, $"{imported.Depths.Count} depths"],
            { Trained: { ModuleName: { } module } } => [path, module, "own", done, gaps, $"{run.Depths.Count} steps"],
            _ =>
            [
                path, run.Configuration.Network.Topology.Name, run.Configuration.Network.Initialization.Name, done,
                gaps, $"{run.Depths.Count} depths",
            ],
        };
    }
}
