using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments run</c>: measures one experiment into a run directory.</summary>
internal sealed class RunCommand : IMomentsCommand, ISharedCommand
{
    /// <inheritdoc/>
    public static string Name => "run";

    /// <inheritdoc/>
    public static string Description => "Measure one experiment: signal and noise through randomly initialized nets";

    private readonly ExperimentOptionSet _experiment = new();
    private readonly ComputeOptionSet _compute = new();
    private readonly ShardOption _shard = new();
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Run directory; an existing run of the same configuration goes on [default: runs/ and a name "
        + "made from the options]",
        HelpName = "DIR"
    };
    private readonly Option<bool> _timings =
        new("--timings") { Description = "Print at the end where the time went: seconds and shares of each phase" };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        _experiment.AddTo(command);
        _compute.AddTo(command);
        _shard.AddTo(command);
        command.Options.Add(_output);
        command.Options.Add(_timings);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    /// <inheritdoc/>
    public bool Draws => false;

    /// <inheritdoc/>
    public IReadOnlyList<PlannedRun> Plan(ParseResult parsed)
    {
        Measurement measurement = Read(parsed, _ => DeviceOption.Elsewhere);
        return [new(measurement.Path!, measurement.Simulations)];
    }

    private Measurement Read(ParseResult parsed, Func<ParseResult, torch.Device> device)
    {
        List<OptionFault> faults = [];
        Measurement measurement = _experiment.Read(parsed, faults);
        int threads = _compute.Threads(parsed, faults);
        Shard shard = _shard.Read(parsed, faults);
        UsageException.ThrowIfAny(faults);
        measurement = measurement with
        {
            Dataset = _experiment.OpenDataset(parsed),
            Threads = threads,
            Device = device(parsed),
            Shard = shard,
            Folder = parsed.GetValue(_output),
            Within = "runs",
            Repairs = _compute.Repairs(parsed),
        };
        faults.AddRange(measurement.Validate());
        UsageException.ThrowIfAny(faults);
        return measurement;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        (RunTimings? timings, long start) =
            parsed.GetValue(_timings) ? (new RunTimings(), ProcessStart.Timestamp()) : (null, 0);
        Measurement measurement = Read(parsed, _compute.Device) with { Timings = timings };
        (string output, ExperimentConfiguration configuration) = (measurement.Path!, measurement.Experiment);
        using RunDirectory run = MeasuredRun.Open(measurement);
        if (measurement.Repairs && run.Repaired.Count == 0)
            Console.Error.WriteLine($"repair: no file of {output} is damaged");
        Stopwatch clock = Stopwatch.StartNew();
        try
        {
            MeasuredRun.Complete(measurement, run, output, _compute.IsQuiet(parsed), interrupted: null, cancellation);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        TimeSpan elapsed = clock.Elapsed;
        // Before the report, whose peak of memory is that of the whole command. Of a share the others' simulations are
        // not read: with many shares all would be read as many times.
        IReadOnlyList<string> degeneracies = measurement.Shard.IsWhole
            ? DegeneracyText.Of(NetworkFacts.Of(configuration), run.LoadDegeneracies().Select(l => l.Value),
                run.CompletedSimulations.Count)
            : [];
        Report(measurement, run.Written, elapsed);
        foreach (string degeneracy in degeneracies)
            Console.WriteLine($"note: {degeneracy}; no statistic of it is kept beyond");
        if (timings is { Workers: > 0 }) TimingTable.Write(timings, start);
        Console.WriteLine($"next: moments {(measurement.Shard.IsWhole ? "plot" : "status")} {output}");
        return ExitCode.Success;
    }

    private static void Report(Measurement measurement, int made, TimeSpan elapsed)
    {
        int simulations = measurement.Shard.Of(measurement.Simulations).Count();
        string of = $"{measurement.Path}: {ShardText.Before(measurement.Shard)}";
        NetworkOptions network = measurement.Experiment.Network;
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (double)(1 << 20);
        Console.WriteLine(made == 0
            ? of + ShardText.NothingMade(simulations, "simulation")
            : string.Create(CultureInfo.InvariantCulture,
                $"{of}{simulations} simulations, {made} of them in this session: {ProgressDisplay.Duration(elapsed)}, "
                    + $"{(long)made * network.Depth / elapsed.TotalSeconds:G4} "
                    + $"{NetworkFacts.Of(measurement.Experiment).Unit}s/s, peak memory {peak:F0} MB"));
    }
}
