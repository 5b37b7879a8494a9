using System.CommandLine;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sweeps;
using MomentsDnns.Datasets;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using MomentsDnns.Theory;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments sweep</c>: a grid of experiments as one folder of runs, and the map of a chosen number.</summary>
internal sealed class SweepCommand : IMomentsCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "JSON: run (options that all share), vary (one or two options with values), map (quantity, depth); examples in docs/examples" };
    private readonly Option<string?> _output = new("--output") { Description = "Folder of the runs, figure and table; what is there goes on [default: sweeps/ and the file's name]", HelpName = "DIR" };
    private readonly Option<bool> _plotOnly = new("--plot-only") { Description = "Run nothing: draw what is there" };
    private readonly FigureOptionSet _figure = new();
    private readonly ComputeOptionSet _compute = new();

    private sealed record Planned(SweepPoint Point, ExperimentConfiguration Configuration, int Simulations, IImageDataset Dataset, string Folder);

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new("sweep", "Run a grid of experiments and draw the map of a statistic");
        command.Arguments.Add(_file);
        command.Options.Add(_output);
        command.Options.Add(_plotOnly);
        _figure.AddTo(command);
        _compute.AddTo(command);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        FigureOutput files = _figure.In(parsed);
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        if (faults.Count > 0) throw new UsageException(faults);
        SweepFile file = SweepFile.Read(parsed.GetRequiredValue(_file));
        string output = PathChecks.OutputFolder("output", parsed.GetValue(_output) ?? Path.Combine("sweeps", Path.GetFileNameWithoutExtension(file.Path)));
        if (parsed.GetValue(_plotOnly))
        {
            Draw(file, output, files);
            return ExitCode.Success;
        }

        List<Planned> plan = Plan(file, output, threads, _compute.Device(parsed));
        foreach (Planned planned in plan) RunDirectory.RequireContinuable(planned.Folder, planned.Configuration, SoftwareVersions.Current, _compute.Repairs(parsed));
        if (!RunAll(plan, output, threads, parsed, cancellation)) return ExitCode.Interrupted;
        Draw(file, output, files);
        return ExitCode.Success;
    }

    // All points are read and checked before any work.
    private static List<Planned> Plan(SweepFile file, string output, int threads, TorchSharp.torch.Device device)
    {
        ExperimentOptionSet options = new();
        Command command = new("run");
        options.AddTo(command);
        Dictionary<string, IImageDataset> datasets = [];
        List<Planned> plan = [];
        foreach (SweepPoint point in file.Points)
        {
            ParseResult parsed = command.Parse(point.Tokens, CommandLineParsing.Configuration);
            if (parsed.Errors.Count > 0) throw new UsageException($"FILE {file.Path}, point {point.Name}: {parsed.Errors[0].Message}");
            List<OptionFault> faults = [];
            (ExperimentConfiguration configuration, int simulations) = options.Read(parsed, faults);
            if (faults.Count == 0)
            {
                if (file.MapFault(configuration) is { } fault) throw new UsageException($"FILE {file.Path}, point {point.Name}: {fault}");
                string key = options.DatasetKey(parsed);
                if (!datasets.TryGetValue(key, out IImageDataset? dataset)) datasets[key] = dataset = options.OpenDataset(parsed);
                configuration = ExperimentOptionSet.With(configuration, dataset, faults);
                if (faults.Count == 0) faults.AddRange(new ExperimentRunner(dataset, threads, device).Validate(configuration, simulations));
                plan.Add(new(point, configuration, simulations, dataset, Path.Combine(output, point.Name)));
            }

            if (faults.Count > 0) throw UsageException.OfLines(faults.Select(f => $"FILE {file.Path}, point {point.Name}: {f}"));
        }

        if (plan.GroupBy(p => p.Point.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"FILE {file.Path}: {twice.Count()} points would share the folder {twice.Key}; write their values so that letters, digits, '.', '-' or '+' tell them apart");
        return plan;
    }

    private bool RunAll(List<Planned> plan, string output, int threads, ParseResult parsed, CancellationToken cancellation)
    {
        TorchSharp.torch.Device device = _compute.Device(parsed);
        foreach ((Planned planned, int i) in plan.Select((p, i) => (p, i)))
        {
            using RunDirectory run = RunDirectory.OpenOrCreate(planned.Folder, planned.Configuration, SoftwareVersions.Current, _compute.Repairs(parsed));
            RunFiles.WriteFindings(run);
            try
            {
                ExperimentRunner runner = new(planned.Dataset, threads, device);
                ProgressDisplay.Run($"{i + 1} of {plan.Count}: {planned.Point.Name}", _compute.IsQuiet(parsed),
                    progress => runner.Run(run, planned.Simulations, progress, cancellation));
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"interrupted at point {i + 1} of {plan.Count}; what is finished is in {output}; the same command goes on");
                return false;
            }
            catch (OutputException error)
            {
                throw KeptSimulations.Told(error, run, planned.Simulations);
            }
        }

        return true;
    }

    // Of what is there: a point that was not run yet is a gap.
    private static void Draw(SweepFile file, string output, FigureOutput files)
    {
        bool isLog10 = file.Quantity.SpansDecades;
        EndPoint?[,] values = new EndPoint?[file.Varied[0].Values.Count, file.Varied.Count == 1 ? 1 : file.Varied[1].Values.Count];
        List<RunResults> runs = [];
        int unmeasured = 0;
        foreach (SweepPoint point in file.Points)
        {
            if (Load(Path.Combine(output, point.Name)) is not { } run)
            {
                unmeasured++;
                continue;
            }

            runs.Add(run);
            int depth = file.Depth ?? run.Configuration.Network.Depth;
            values[point.Indices[0], point.Indices.ElementAtOrDefault(1)] = EndPoint.Of(run, file.Quantity, depth, isLog10);
        }

        if (runs.Count == 0) throw new UsageException($"--output {output}: holds no finished simulation of any point of {file.Path}; run the sweep without --plot-only, or name its folder");
        if (runs.All(r => file.Quantity.Find(r) is null))
            throw new UsageException($"FILE {file.Path}: map.quantity {file.Quantity.Name} is held by no run of {output}; take one that is recorded");
        SweepAxis[] axes = [.. file.Varied.Select(v => new SweepAxis(v.Name, v.Values))];
        SweepGrid grid = new(file.Quantity, isLog10, axes[0], axes.ElementAtOrDefault(1), values, unmeasured, runs.Min(r => r.Simulations.Count));
        string table = Path.Combine(output, "sweep.csv");
        IReadOnlyList<string> figures = files.Write(FigureCatalog.Sweep(grid, Caption(runs, values), TheoryOf(runs)), Path.Combine(output, "sweep"));
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

    // Of what differs between the points, the whole range: depths are those that were found, the nearest recorded ones.
    private static string Caption(List<RunResults> runs, EndPoint?[,] values)
    {
        int[] depths = [.. values.Cast<EndPoint?>().OfType<EndPoint>().Select(p => p.Depth)];
        string place = depths.Length == 0 ? "" : $", at depth {Span(depths)}";
        return $"{Span(runs.Select(r => r.Simulations.Count))} simulations a point{place}; width {Span(runs.Select(r => r.Configuration.Network.Width))}, "
            + $"{string.Join(" or ", runs.Select(r => FigureLabel.Quote(PrintedNames.Of("dataset", r.Configuration.Dataset))).Distinct())}.";

        static string Span(IEnumerable<int> numbers) => numbers.Min() is var least && numbers.Max() is var most && least < most ? $"{least} to {most}" : $"{least}";
    }

    // Mean field of these sources holds for feedforward nets without normalization and normal weights, at the edges of an image only
    // where the boundary is no zeros.
    private static MeanField? TheoryOf(List<RunResults> runs)
    {
        ActivationKind activation = runs[0].Configuration.Network.Activation;
        return !activation.IsPositivelyHomogeneous && runs.Select(r => r.Configuration.Network).All(n => n is
        {
            Topology: Topology.Feedforward,
            Norm.Exists: false,
            Initialization.FollowsMeanField: true,
        } && n.Activation.Equals(activation) && (n.IsFullyConnected || n.Boundary != Boundary.Zero))
            ? new MeanField(activation.Evaluate)
            : null;
    }
}
