using System.CommandLine;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Cli.Sweeps;
using MomentsDnns.Datasets;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using MomentsDnns.Sweeps;
using MomentsDnns.Training.Running;
using TorchSharp;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments sweep</c>: a grid of experiments as one folder of runs, and the map of a chosen number.
/// </summary>
internal sealed class SweepCommand : IMomentsCommand, ISharedCommand
{
    /// <inheritdoc/>
    public static string Name => "sweep";

    /// <inheritdoc/>
    public static string Argument => "FILE";

    /// <inheritdoc/>
    public static string Description => "Run a grid of experiments and draw the map of a statistic";

    private readonly Argument<string> _file = new(Argument)
    {
        Description = "JSON: run (options that all share), or train (those of nets that are trained), vary (one or two "
        + "options with values), map (quantity, depth or step); examples in docs/examples"
    };
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Folder of the runs, figure and table; what is there goes on [default: sweeps/ and the file's "
        + "name]",
        HelpName = "DIR"
    };
    private readonly Option<bool> _plotOnly = new("--plot-only") { Description = "Run nothing: draw what is there" };
    private readonly FigureOptionSet _figure = new();
    private readonly ComputeOptionSet _compute = new();
    private readonly ShardOption _shard = new();

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_file);
        command.Options.Add(_output);
        command.Options.Add(_plotOnly);
        _figure.AddTo(command);
        _compute.AddTo(command);
        _shard.AddTo(command);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    /// <inheritdoc/>
    public bool Draws => true;

    /// <inheritdoc/>
    public IReadOnlyList<PlannedRun> Plan(ParseResult parsed)
    {
        if (parsed.GetValue(_plotOnly)) throw new UsageException("--plot-only: runs nothing; leave it out");
        _figure.In(parsed);
        (SweepFile file, string output) = Read(parsed);
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        UsageException.ThrowIfAny(faults);
        return file.Trains
            ? [.. TrainingsOf(file, output, Shard.Whole, parsed).Select(r => new PlannedRun(r.Folder!, r.Nets, r.Turn))]
            : [.. PointsOf(file, output, threads, Shard.Whole, parsed, DeviceOption.Elsewhere).Points
                .Select(p => new PlannedRun(p.Measurement.Path!, p.Measurement.Simulations, p.Measurement.Turn))];
    }

    private (SweepFile File, string Output) Read(ParseResult parsed)
    {
        SweepFile file = SweepFile.Read(parsed.GetRequiredValue(_file));
        return (file, PathChecks.OutputFolder("output", parsed.GetValue(_output)
            ?? Path.Combine("sweeps", Path.GetFileNameWithoutExtension(file.Path))));
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        FigureOutput files = _figure.In(parsed);
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        Shard shard = _shard.Read(parsed, faults);
        UsageException.ThrowIfAny(faults);
        (SweepFile file, string output) = Read(parsed);
        if (parsed.GetValue(_plotOnly))
        {
            Draw(file, output, files);
            return ExitCode.Success;
        }

        if (file.Trains)
        {
            if (!TrainAll(file, output, threads, shard, parsed, cancellation)) return ExitCode.Interrupted;
            End();
            return ExitCode.Success;
        }

        Sweep sweep = PointsOf(file, output, threads, shard, parsed, _compute.Device(parsed));
        foreach ((_, Measurement measurement) in sweep.Points) measurement.RequireContinuable();
        if (!RunAll(sweep, output, _compute.IsQuiet(parsed), cancellation)) return ExitCode.Interrupted;
        End();
        return ExitCode.Success;

        // Whether the other shares are done is not known here.
        void End()
        {
            if (shard.IsWhole) Draw(file, output, files);
            else Console.WriteLine($"{output}: share {shard} is done; next: moments sweep {file.Path} --plot-only");
        }
    }

    // All points are read and checked before any work.
    private Sweep PointsOf(SweepFile file, string output, int threads, Shard shard, ParseResult parsed,
        torch.Device device)
    {
        int turn = 0;
        ExperimentOptionSet options = new();
        Command command = new("run");
        options.AddTo(command);
        Dictionary<string, IImageDataset> datasets = [];
        Sweep sweep = new(file.X, file.Y, point =>
        {
            ParseResult words = command.Parse(file.Tokens(point), CommandLineParsing.Configuration);
            if (words.Errors.Count > 0)
                throw new UsageException($"FILE {file.Path}, point {point.Name}: {words.Errors[0].Message}");
            List<OptionFault> faults = [];
            Measurement measurement = options.Read(words, faults);
            if (faults.Count == 0)
            {
                if (file.Map.Fault(measurement.Experiment) is { } wrong)
                    throw new UsageException($"FILE {file.Path}, point {point.Name}: {SweepFile.Text(wrong)}");
                string key = options.DatasetKey(words);
                if (!datasets.TryGetValue(key, out IImageDataset? dataset))
                    datasets[key] = dataset = options.OpenDataset(words);
                measurement = measurement with
                {
                    Dataset = dataset,
                    Threads = threads,
                    Device = device,
                    Repairs = _compute.Repairs(parsed),
                    Shard = shard,
                    Turn = turn++,
                    Folder = Path.Combine(output, point.Name),
                };
                faults.AddRange(measurement.Validate());
            }

            return faults.Count == 0
                ? measurement
                : throw UsageException.OfLines(faults.Select(f => $"FILE {file.Path}, point {point.Name}: "
                    + $"{f.OnCommandLine()}"));
        });

        RequireNames(file, sweep.Points.Select(p => p.Point));
        return sweep;
    }

    private static void RequireNames(SweepFile file, IEnumerable<SweepPoint> points)
    {
        if (points.GroupBy(point => point.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"FILE {file.Path}: {twice.Count()} points would share the folder {twice.Key}; "
                + "write their values so that letters, digits, '.', '-' or '+' tell them apart");
        }
    }

    private TrainingRun[] TrainingsOf(SweepFile file, string output, Shard shard, ParseResult parsed)
    {
        SweepPoint[] points = [.. SweepPoint.All(file.X, file.Y)];
        RequireNames(file, points);
        TrainingSweepOptions options = new();
        return [.. points.Select((point, turn) => options.Read(file, point) with
        {
            Folder = Path.Combine(output, point.Name),
            Repairs = _compute.Repairs(parsed),
            Shard = shard,
            Turn = turn,
        })];
    }

    private bool TrainAll(SweepFile file, string output, int threads, Shard shard, ParseResult parsed,
        CancellationToken cancellation)
    {
        TrainingRun[] all = TrainingsOf(file, output, shard, parsed);
        foreach (TrainingRun run in all) run.RequireContinuable();
        try
        {
            ProgressDisplay.Run($"{all.Length} points", _compute.IsQuiet(parsed),
                progress => TrainingRuns.Complete(all, shard, threads, progress, cancellation));
            return true;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"interrupted: what is finished is in {output}; the same command goes on");
            return false;
        }
    }

    private static bool RunAll(Sweep sweep, string output, bool quiet, CancellationToken cancellation)
    {
        foreach (((SweepPoint point, Measurement measurement), int i) in sweep.Points.Select((p, i) => (p, i)))
        {
            using RunDirectory run = MeasuredRun.Open(measurement);
            try
            {
                MeasuredRun.Complete(measurement, run, $"{i + 1} of {sweep.Points.Count}: {point.Name}", quiet,
                    $"interrupted at point {i + 1} of {sweep.Points.Count}; what is finished is in {output}; the same "
                        + "command goes on", cancellation);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }

    // Of what is there: a point that was not run yet is a gap.
    private static void Draw(SweepFile file, string output, FigureOutput files)
    {
        List<RunResults> runs = [];
        Dictionary<string, RunResults> byPoint = [];
        SweepGrid grid = file.Map.Of(file.X, file.Y, point =>
        {
            RunResults? run = Load(Path.Combine(output, point.Name));
            if (run is null) return null;
            runs.Add(run);
            return byPoint[point.Name] = run;
        });
        if (runs.Count == 0)
        {
            throw new UsageException($"--output {output}: holds no finished simulation of any point of {file.Path}; "
                + "run the sweep without --plot-only, or name its folder");
        }
        if (runs.All(r => file.Map.Quantity.Find(r) is null))
        {
            throw new UsageException($"FILE {file.Path}: map.quantity {file.Map.Quantity.Name} is held by no run of "
                + $"{output}; take one that is recorded");
        }
        string table = Path.Combine(output, "sweep.csv");
        SweepLines lines = new() { Theory = SweepTheory.Of(runs) };
        if (file.Trains)
        {
            lines = lines with
            {
                DepthScale = SweepTheory.DepthScaleOf(runs),
                Sensitivity = new SweepMap(Quantity.Chi, 0).Of(file.X, file.Y,
                    point => byPoint.GetValueOrDefault(point.Name)),
            };
        }

        IReadOnlyList<string> figures = files.Write(FigureCatalog.Sweep(grid, SweepCaption.Of(runs, grid), lines),
            Path.Combine(output, "sweep"));
        AtomicFile.Write(table, grid.Csv());
        foreach (string figure in figures) Console.WriteLine(figure);
        Console.WriteLine(table);
    }

    private static RunResults? Load(string path)
    {
        if (!Directory.Exists(path)) return null;
        using RunDirectory run = RunDirectory.Open(path);
        return run.CompletedSimulations.Count == 0 ? null : RunFiles.Load(run);
    }
}
