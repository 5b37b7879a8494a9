using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments run</c>: measures one experiment into a run directory.</summary>
internal sealed class RunCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "run";

    /// <inheritdoc/>
    public static string Description => "Measure one experiment: signal and noise through randomly initialized nets";

    private readonly ExperimentOptionSet _experiment = new();
    private readonly ComputeOptionSet _compute = new();
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
        command.Options.Add(_output);
        command.Options.Add(_timings);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        List<OptionFault> faults = [];
        Measurement measurement = _experiment.Read(parsed, faults);
        int threads = _compute.Threads(parsed, faults);
        UsageException.ThrowIfAny(faults);

        (RunTimings? timings, long start) =
            parsed.GetValue(_timings) ? (new RunTimings(), ProcessStart.Timestamp()) : (null, 0);
        measurement = measurement with
        {
            Dataset = _experiment.OpenDataset(parsed),
            Threads = threads,
            Device = _compute.Device(parsed),
            Folder = parsed.GetValue(_output),
            Within = "runs",
            Repairs = _compute.Repairs(parsed),
            Timings = timings,
        };
        faults.AddRange(measurement.Validate());
        UsageException.ThrowIfAny(faults);
        (string output, int simulations, ExperimentConfiguration configuration) =
            (measurement.Path!, measurement.Simulations, measurement.Experiment);
        using RunDirectory run = MeasuredRun.Open(measurement);
        if (measurement.Repairs && run.Repaired.Count == 0)
            Console.Error.WriteLine($"repair: no file of {output} is damaged");
        int before = run.CompletedSimulations.Count(i => i < simulations);
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
        // Before the report, whose peak of memory is that of the whole command.
        IReadOnlyList<string> degeneracies = DegeneracyText.Of(NetworkFacts.Of(configuration), run.LoadDegeneracies()
            .Select(l => l.Value), run.CompletedSimulations.Count);
        Report(output, simulations, simulations - before, configuration, elapsed);
        foreach (string degeneracy in degeneracies)
            Console.WriteLine($"note: {degeneracy}; no statistic of it is kept beyond");
        if (timings is { Workers: > 0 }) TimingTable.Write(timings, start);
        Console.WriteLine($"next: moments plot {output}");
        return ExitCode.Success;
    }

    private static void Report(string output, int simulations, int made, ExperimentConfiguration configuration,
        TimeSpan elapsed)
    {
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (double)(1 << 20);
        Console.WriteLine(made == 0
            ? $"{output}: all {simulations} simulations were there already"
            : string.Create(CultureInfo.InvariantCulture,
                $"{output}: {simulations} simulations, {made} of them in this session: "
                    + $"{ProgressDisplay.Duration(elapsed)}, "
                    + $"{(long)made * configuration.Network.Depth / elapsed.TotalSeconds:G4} "
                    + $"{NetworkFacts.Of(configuration).Unit}s/s, peak memory {peak:F0} MB"));
    }
}
