using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments train</c>: trains nets of one kind into a run directory.</summary>
internal sealed class TrainCommand : IMomentsCommand, ISharedCommand
{
    /// <inheritdoc/>
    public static string Name => "train";

    /// <inheritdoc/>
    public static string Description =>
        "Train nets: loss, accuracy, chi and effective ranks by step, and accuracy under noise";

    private readonly TrainingRunOptionSet _run = new();
    private readonly NumberOption<int> _threads =
        new("--threads", "Nets at a time, each on one thread [default: one for each core, or as many as "
            + "Slurm granted]");
    private readonly ShardOption _shard = new();
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress" };
    private readonly Option<bool> _repair = new("--repair")
    {
        Description = "Set damaged files of an existing run aside (they are renamed) and redo what they held",
    };
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Run directory; an existing run of the same training goes on [default: runs/ and a name made "
            + "from the options]",
        HelpName = "DIR",
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        _run.AddTo(command);
        foreach (Option option in (Option[])[_threads, _quiet, _repair, _output])
            command.Options.Add(option);
        _shard.AddTo(command);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    /// <inheritdoc/>
    public bool Draws => false;

    /// <inheritdoc/>
    public IReadOnlyList<PlannedRun> Plan(ParseResult parsed)
    {
        TrainingRun run = Read(parsed);
        return [new(run.Folder!, run.Nets)];
    }

    private TrainingRun Read(ParseResult parsed)
    {
        List<OptionFault> faults = [];
        TrainingRun run = _run.Read(parsed, faults, _ => _run.OpenDataset(parsed));
        Shard shard = _shard.Read(parsed, faults);
        UsageException.ThrowIfAny(faults);
        run = run with
        {
            Threads = _threads.Given(parsed) ?? ProcessorShare.Threads,
            Shard = shard,
            Repairs = parsed.GetValue(_repair),
        };
        run = run with { Folder = parsed.GetValue(_output) ?? Path.Combine("runs", NameOf(run)) };
        UsageException.ThrowIfAny([.. run.Validate().Select(TrainingOptionSet.OnCommandLine)]);
        return run;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        TrainingRun run = Read(parsed);
        using RunDirectory directory = run.Open();
        RunFiles.WriteFindings(directory);
        if (run.Repairs && directory.Repaired.Count == 0)
            Console.Error.WriteLine($"repair: no file of {run.Folder} is damaged");
        Stopwatch clock = Stopwatch.StartNew();
        try
        {
            ProgressDisplay.Run(run.Folder!, parsed.GetValue(_quiet),
                progress => (run with { Progress = progress }).Complete(directory, cancellation));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"interrupted: {Kept()}, and how far the others are; the same command goes on");
            return ExitCode.Interrupted;
        }
        catch (OutputException error)
        {
            throw new IOException($"{error.Message}; {Kept()}, the same command goes on", error);
        }

        Report(run, directory, clock.Elapsed);
        return ExitCode.Success;

        string Kept() => $"{directory.CompletedSimulations.Count} of {run.Nets} nets are kept in {run.Folder}";
    }

    private static string NameOf(TrainingRun run) => "train-" + RunName.Of(run.Configuration)
        + $"-{OptionText.Of(run.Options.Optimizer)}-r{OptionFault.Format(run.Options.Rate)}-t{run.Options.Steps}";

    private static void Report(TrainingRun run, RunDirectory directory, TimeSpan elapsed)
    {
        int nets = run.Shard.Of(run.Nets).Count(), made = directory.Written;
        string of = $"{run.Folder}: {ShardText.Before(run.Shard)}";
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (double)(1 << 20);
        Console.WriteLine(made == 0 ? of + ShardText.NothingMade(nets, "net")
            : string.Create(CultureInfo.InvariantCulture, $"{of}{nets} nets, {made} of them in this "
                + $"session: {ProgressDisplay.Duration(elapsed)}, "
                + $"{(long)made * run.Options.Steps / elapsed.TotalSeconds:G4} steps/s, peak memory {peak:F0} MB"));
        if (!run.Shard.IsWhole)
        {
            Console.WriteLine($"next: moments status {run.Folder}");
            return;
        }

        foreach (string lost in DegeneracyText.Of(NetworkFacts.OfTraining(directory.Trained!),
            directory.LoadDegeneracies().Select(l => l.Value), directory.CompletedSimulations.Count))
            Console.WriteLine($"note: {lost}; a net that diverges has no numbers beyond");
        Console.WriteLine($"next: moments analyze {run.Folder}, moments plot {run.Folder}");
    }
}
