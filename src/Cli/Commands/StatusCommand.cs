using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Results.Sharing;
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

    private readonly NumberOption<int> _shards =
        new("--shards", "With --missing: print which of so many shards lack a simulation, from 1");
    private readonly Option<bool> _missing = new("--missing")
    {
        Description = "Print the lacking indices of one run alone, as --array of batch systems takes them; nothing "
            + "where nothing lacks",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON, for programs" };

    /// <inheritdoc/>
    public static bool PrintsItsResult => true;

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_directories);
        command.Options.Add(_simulations);
        command.Options.Add(_missing);
        command.Options.Add(_shards);
        command.Options.Add(_json);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        int? wanted = _simulations.Given(parsed), shards = _shards.Given(parsed);
        if (wanted < 1)
        {
            throw new UsageException([new("simulations", $"{wanted}", "must be at least 1",
                "leave it out for the last that is there")]);
        }

        bool ranges = parsed.GetValue(_missing);
        if (shards is < 1 or > Shard.MostShards || shards is not null && !ranges)
        {
            throw new UsageException([new("shards", $"{shards}", $"must be from 1 to {Shard.MostShards}, and goes with "
                + "--missing", "leave it out")]);
        }

        string[] runs = [.. parsed.GetRequiredValue(_directories).SelectMany(RunsOf)];
        if (ranges && runs.Length > 1)
            throw new UsageException("--missing is of one run; name one");
        if (ranges)
        {
            using RunDirectory run = RunDirectory.Open(runs[0]);
            RunStatus status = RunStatus.Of(run, wanted);
            Console.WriteLine(IndexRanges.Ranges(shards is { } count ? status.MissingShards(count) : status.Missing));
        }
        else if (parsed.GetValue(_json))
        {
            foreach (string line in StatusJson.Lines(runs.Select(path => StatusOf(path, wanted))))
                Console.WriteLine(line);
        }
        else
        {
            TextTable.Write(["run", "network", "weights", "finished", "running", "lacking", "recorded"],
                [.. runs.Select(path => Row(path, wanted))]);
        }

        return ExitCode.Success;
    }

    private static RunStatus StatusOf(string path, int? wanted)
    {
        using RunDirectory run = RunDirectory.Open(path);
        return RunStatus.Of(run, wanted);
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
        RunStatus status = RunStatus.Of(run, wanted);
        string done = $"{status.Finished.Count} of {status.Wanted}", running = $"{status.Running.Count}";
        string gaps = status.Wanted == 0 ? "all" : IndexRanges.Text(status.Missing);
        return run switch
        {
            { Probed: { } probed } =>
            [
                path, probed.Model, probed.IsRedrawn ? probed.Init : probed.State.Length > 0 ? probed.State : "stored",
                done, running, gaps, $"{probed.Sites.Count} sites",
            ],
            { Imported: { } imported } =>
                [path, imported.Topology.Name, "imported", done, running, gaps, $"{imported.Depths.Count} depths"],
            { Trained: { ModuleName: { } module } } =>
                [path, module, "own", done, running, gaps, $"{run.Depths.Count} steps"],
            _ =>
            [
                path, run.Configuration.Network.Topology.Name, run.Configuration.Network.Initialization.Name, done,
                running, gaps, $"{run.Depths.Count} depths",
            ],
        };
    }
}
