using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Cli.Slurm;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments slurm</c>: shares a command's simulations among the tasks of an array job.</summary>
internal sealed class SlurmCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "slurm";

    /// <inheritdoc/>
    public static string Argument => "COMMAND";

    /// <inheritdoc/>
    public static string Description =>
        "Write, and submit, an array job that shares a command's simulations, and a job after it that analyses them";

    private const double MostSeconds = 1e7;
    private const int UsualRestarts = 20;

    private readonly Argument<string[]> _command = new(Argument)
    {
        Description = "Options of sbatch, such as -p PARTITION -c 4 --mem=8G, passed on; then -- and a command with "
            + $"its options: {SharedCommandLine.Names}",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<bool> _submit =
        new("--submit") { Description = "Submit both jobs by sbatch; print their numbers" };
    private readonly Option<bool> _check =
        new("--check") { Description = "Write nothing: tell what runs lack; exit code 1 where they lack something" };
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Folder of the scripts, logs, analysis and report, which all nodes must see "
            + "[default: slurm/ and the name of the run]",
        HelpName = "DIR",
    };
    private readonly NumberOption<double> _seconds = new("--seconds-per-simulation",
        "Seconds of one core that a simulation takes, on the average [default: as in the run so far, or measured here "
            + "by one to three]");
    private readonly DurationOption _taskTime = new("--task-time",
        "How long a task shall take; it says how many there are "
            + $"[default: {SlurmDuration.Text(ShardPlan.UsualTaskTime)}]");
    private readonly NumberOption<int> _shards = new("--shards", "Number of tasks [default: by --task-time]");
    private readonly DurationOption _time = new("--time",
        "Limit of a task's time [default: half as long again as it takes, and five minutes]")
    {
        Aliases = { "-t" },
    };
    private readonly NumberOption<int> _throttle =
        new("--throttle", "The most tasks at a time [default: as many as Slurm runs]");
    private readonly NumberOption<int> _restarts = new("--restarts",
        "How often a task whose time ends is queued again, by its own script", UsualRestarts);

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_command);
        foreach (Option option in (Option[])[_submit, _check, _output, _seconds, _taskTime, _shards, _time, _throttle,
            _restarts])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Execute(parsed, interruption));
        return command;
    }

    private int Execute(ParseResult parsed, Interruption interruption)
    {
        (string[] passed, string[] words) = Split(parsed);
        SbatchOptions options = new(passed);
        RequireSound(parsed);
        SharedCommandLine shared = SharedCommandLine.Read(words, interruption);
        (PlannedRun Run, IReadOnlyList<int> Simulations)[] lacking =
            [.. shared.Runs.Select(run => (run, run.Lacking())).Where(l => l.Item2.Count > 0)];
        if (parsed.GetValue(_check)) return Check(shared, lacking);
        if (lacking.Length == 0)
        {
            Console.WriteLine($"nothing is lacking: {Counted(shared)} are there");
            return ExitCode.Success;
        }

        SlurmJob job;
        try
        {
            interruption.Watch();
            job = Job(parsed, options, shared, lacking);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        Directory.CreateDirectory(job.Logs);
        AtomicFile.Write(job.ArrayScript, job.ArrayText());
        AtomicFile.Write(job.AfterScript, job.AfterText());
        Tell(job, lacking);
        if (parsed.GetValue(_submit)) Submit(job);
        else Console.WriteLine($"next: id=$(sbatch --parsable {ShellText.Word(job.ArrayScript)}) && "
            + $"sbatch --dependency=afterany:\"${{id%%;*}}\" {ShellText.Word(job.AfterScript)}");
        return ExitCode.Success;
    }

    // What stands behind -- is the command; of what stands before, sbatch's is what is no option of ours.
    private (string[] Passed, string[] Words) Split(ParseResult parsed)
    {
        string[] all = parsed.GetValue(_command) ?? [];
        int command = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        return (all[..^command], all[^command..]);
    }

    private void RequireSound(ParseResult parsed)
    {
        List<OptionFault> faults = [];
        if (_seconds.Given(parsed) is { } seconds && !(seconds > 0 && seconds <= MostSeconds))
        {
            faults.Add(new("seconds-per-simulation", OptionFault.Format(seconds), $"must be above 0 and at most "
                + OptionFault.Format(MostSeconds), "leave it out to have it measured"));
        }
        foreach (NumberOption<int> count in (NumberOption<int>[])[_shards, _throttle])
        {
            if (count.Given(parsed) < 1)
            {
                faults.Add(new(count.Name[2..], $"{count.Given(parsed)}", "must be at least 1",
                    "take a positive whole number, or leave it out"));
            }
        }
        if (_restarts.In(parsed) < 0)
            faults.Add(new("restarts", $"{_restarts.In(parsed)}", "must be 0 or more", "take 0 for none"));
        UsageException.ThrowIfAny(faults);
    }

    private SlurmJob Job(ParseResult parsed, SbatchOptions options, SharedCommandLine shared,
        (PlannedRun Run, IReadOnlyList<int> Simulations)[] lacking)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(shared.Name)));
        string folder = PathChecks.OutputFolder("output", parsed.GetValue(_output) ?? Path.Combine("slurm", name));
        int cores = options.CoresOfTask, most = MaxArraySize() - 1;
        if (_shards.Given(parsed) > most)
        {
            throw new UsageException([new("shards", $"{_shards.Given(parsed)}",
                $"must be at most {most}: Slurm's MaxArraySize is {most + 1} here", $"take {most}")]);
        }
        int all = (int)Math.Min(shared.Runs.Sum(run => (long)run.Simulations), int.MaxValue);
        ShardPlan plan = ShardPlan.Of(all, Rate(parsed, shared), shared.IsOnGpu ? 1 : cores,
            _taskTime.Given(parsed) ?? ShardPlan.UsualTaskTime, _shards.Given(parsed), most);
        return new()
        {
            Program = RunningProgram.Words,
            Words = [.. shared.Words, .. shared.Words.Contains("--quiet") ? [] : new[] { "--quiet" }],
            AnalysedRuns = shared.Draws ? [] : [.. shared.Runs.Select(run => run.Folder)],
            Folder = Path.GetFullPath(folder),
            WorkingFolder = Directory.GetCurrentDirectory(),
            Options = options,
            Plan = plan,
            Indices = IndexRanges.Ranges(PlannedRun.LackingShards(lacking, plan.Shards)),
            Limit = _time.Given(parsed) ?? plan.Limit,
            Throttle = _throttle.Given(parsed),
            Restarts = _restarts.In(parsed),
        };
    }

    private double? Rate(ParseResult parsed, SharedCommandLine shared)
    {
        if (_seconds.Given(parsed) is { } given) return given;
        if (_shards.Given(parsed) is not null) return null;
        if (shared.Runs.Count > 1)
        {
            throw new UsageException([OptionFault.Missing("seconds-per-simulation",
                $"{shared.Words[0]} makes {shared.Runs.Count} runs whose simulations take unlike times",
                "give the average, or --shards")]);
        }
        if (RateTrial.Of(shared.Runs[0].Folder) is { } known)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"a simulation took {known.Seconds:G3} s, the mean of {known.Simulations} in {shared.Runs[0].Folder}"));
            return known.Seconds;
        }
        Console.Error.WriteLine("measuring how long a simulation takes, by one to three on one core; "
            + "--seconds-per-simulation or --shards spares it");
        double seconds = RateTrial.Measure(shared.Words);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a simulation takes {seconds:G3} s of one core here"));
        return seconds;
    }

    private static int MaxArraySize()
    {
        const string key = "MaxArraySize";
        string? line = RunningProgram.Run("scontrol", "show", "config")?.Output.Split('\n')
            .FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return int.TryParse(line?.Split('=')[^1], CultureInfo.InvariantCulture, out int size) && size > 1 ? size
            : ShardPlan.UsualMaxArraySize;
    }

    private static int Check(
        SharedCommandLine shared, (PlannedRun Run, IReadOnlyList<int> Simulations)[] lacking)
    {
        foreach ((PlannedRun run, IReadOnlyList<int> simulations) in lacking)
        {
            Console.WriteLine($"{run.Folder}: {run.Simulations - simulations.Count} of {run.Simulations} simulations; "
                + $"lacking {IndexRanges.Text(simulations)}");
        }

        Console.WriteLine(lacking.Length == 0 ? $"nothing is lacking: {Counted(shared)} are there"
            : "next: the same moments slurm --submit again, which submits what is lacking alone");
        return lacking.Length == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Counted(SharedCommandLine shared) =>
        $"all {shared.Runs.Sum(run => (long)run.Simulations)} simulations of {shared.Name}";

    private static void Tell(SlurmJob job, (PlannedRun Run, IReadOnlyList<int> Simulations)[] lacking)
    {
        ShardPlan plan = job.Plan;
        string each = plan.Time is { } time ? $", about {SlurmDuration.Text(time)} each" : "";
        Console.WriteLine($"{job.Folder}: {lacking.Sum(l => l.Simulations.Count)} simulations are lacking; "
            + $"{plan.Shards} shares of up to {plan.Largest} simulations{each}, of which are submitted {job.Indices}; "
            + $"limit {SlurmDuration.Text(job.Limit)}");
        if (plan.Time > job.Limit)
        {
            Console.Error.WriteLine($"note: a task takes longer than its limit; its script queues it again, up to "
                + $"{job.Restarts} times");
        }
    }

    private static void Submit(SlurmJob job)
    {
        string array = Sbatch("--parsable", job.ArrayScript);
        Console.WriteLine($"array job {array}: logs in {job.Logs}");
        string after = Sbatch("--parsable", $"--dependency=afterany:{array.Split(';')[0]}", job.AfterScript);
        Console.WriteLine($"job {after} after it: {job.Folder}");
    }

    private static string Sbatch(params string[] arguments)
    {
        (int code, string output, string error) = RunningProgram.Run("sbatch", arguments)
            ?? throw new UsageException("--submit: there is no sbatch here; run this where jobs are submitted, or "
                + "leave --submit out for the scripts alone");
        if (code == 0) return output.Trim();
        string reason = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
            ?? $"exit code {code}";
        throw new IOException($"sbatch refused {arguments[^1]}: {reason}");
    }
}
