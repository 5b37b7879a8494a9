using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments run</c>: measures one experiment into a run directory.</summary>
internal sealed class RunCommand : IMomentsCommand
{
    private readonly NetworkOptionSet _network = new();
    private readonly DatasetOptionSet _dataset = new();
    private readonly ComputeOptionSet _compute = new();
    private readonly NumberOption<int> _batchSize = new("--batch-size", "Images in a simulation", 64);
    private readonly NumberOption<int> _simulations = new("--simulations", "Simulations in all", 1000);
    private readonly NumberOption<int> _records = new("--records", "How many depths are recorded; divides the depth [default: its largest divisor up to 100]");
    private readonly ChoiceOption<EffectiveRankChoice> _effectiveRank = new("--effective-rank", "Of which tensors the effective rank is taken", EffectiveRankChoice.Both);
    private readonly NoiseOption _noise = new();
    private readonly NumberOption<ulong> _seed = new("--seed", "Seed of every random number", 0UL);
    private readonly ChoiceOption<Precision> _precision = new("--precision", "Arithmetic of the propagation", Precision.Float32);
    private readonly Option<string?> _output = new("--output") { Description = "Run directory; an existing run of the same configuration goes on [default: runs/ and a name made from the options]", HelpName = "DIR" };
    private readonly Option<bool> _timings = new("--timings") { Description = "Print at the end where the time went: seconds and shares of each phase" };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new("run", "Measure one experiment: signal and noise through randomly initialized nets");
        _network.AddTo(command);
        command.Options.Add(_batchSize);
        command.Options.Add(_simulations);
        command.Options.Add(_records);
        command.Options.Add(_effectiveRank);
        command.Options.Add(_noise);
        _dataset.AddTo(command);
        command.Options.Add(_seed);
        command.Options.Add(_precision);
        _compute.AddTo(command);
        command.Options.Add(_output);
        command.Options.Add(_timings);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        List<OptionFault> faults = [];
        NetworkOptions network = _network.Read(parsed, faults);
        ExperimentConfiguration configuration = new()
        {
            Network = network,
            BatchSize = _batchSize.In(parsed),
            Records = _records.Given(parsed) ?? DefaultRecords(network.Depth),
            EffectiveRank = _effectiveRank.In(parsed),
            NoiseAmplitude = _noise.Amplitude(parsed),
            Seed = _seed.In(parsed),
            Precision = _precision.In(parsed),
        };
        int simulations = _simulations.In(parsed);
        if (simulations < 1) faults.Add(new("simulations", $"{simulations}", "must be at least 1", "take a positive whole number"));
        int threads = _compute.Threads(parsed, faults);
        faults.AddRange(configuration.Validate());
        if (faults.Count > 0) throw new UsageException(faults);

        IImageDataset dataset = _dataset.Open(parsed);
        faults.AddRange(InputBatch.Validate(dataset, configuration));
        if (faults.Count > 0) throw new UsageException(faults);
        configuration = configuration with { Dataset = dataset.Name, DatasetFingerprint = dataset.Fingerprint };
        string output = parsed.GetValue(_output) ?? Path.Combine("runs", DefaultName(configuration));

        ExperimentRunner runner = new(dataset, threads, _compute.Device(parsed));
        using RunDirectory run = RunDirectory.OpenOrCreate(output, configuration, SoftwareVersions.Current);
        (RunTimings? timings, long start) = parsed.GetValue(_timings) ? (new RunTimings(), ProcessStart.Timestamp()) : (null, 0);
        int before = run.CompletedSimulations.Count(i => i < simulations);
        Stopwatch clock = Stopwatch.StartNew();
        try
        {
            ProgressDisplay.Run(output, _compute.IsQuiet(parsed), progress => runner.Run(run, simulations, progress, cancellation, timings));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"interrupted: {run.CompletedSimulations.Count} of {simulations} simulations are in {output}; the same command goes on");
            return ExitCode.Interrupted;
        }

        Report(output, simulations, simulations - before, network.Depth, clock.Elapsed);
        foreach (string loss in LossText.Of(run.Load()))
            Console.WriteLine($"note: {loss}; no statistic of it is kept beyond");
        if (timings is { Workers: > 0 }) TimingTable.Write(timings, start);
        Console.WriteLine($"next: moments plot {output}");
        return ExitCode.Success;
    }

    private static void Report(string output, int simulations, int made, int depth, TimeSpan elapsed)
    {
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (double)(1 << 20);
        Console.WriteLine(made == 0
            ? $"{output}: all {simulations} simulations were there already"
            : string.Create(CultureInfo.InvariantCulture,
                $"{output}: {simulations} simulations, {made} of them in this session: {ProgressDisplay.Duration(elapsed)}, "
                + $"{(long)made * depth / elapsed.TotalSeconds:G4} layers/s, peak memory {peak:F0} MB"));
    }

    private static int DefaultRecords(int depth) =>
        depth < 1 ? 1 : Enumerable.Range(1, Math.Min(depth, 100)).Last(d => depth % d == 0);

    private static string DefaultName(ExperimentConfiguration configuration) =>
        RunName.Of(configuration, DefaultRecords(configuration.Network.Depth));
}
