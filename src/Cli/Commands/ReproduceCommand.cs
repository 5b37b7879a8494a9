using System.CommandLine;
using System.Diagnostics;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Reproduction;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments reproduce</c>: measures and draws the paper's figures, and measures its claims.</summary>
internal sealed class ReproduceCommand : IMomentsCommand, ISharedCommand
{
    /// <inheritdoc/>
    public static string Name => "reproduce";

    /// <inheritdoc/>
    public static string Argument => "WHAT";

    /// <inheritdoc/>
    public static string ArgumentDefault => Figures;

    /// <inheritdoc/>
    public static string Description =>
        "Measure and draw Figures 2 to 5 of the paper (arXiv 1811.03087); measure each claim of it and its "
        + "talk";

    private const string Figures = "figures", Claims = "claims", Everything = "all";

    private readonly Argument<string> _what = new(Argument)
    {
        Description = "fig2, fig2-fc (fully connected), fig3, fig4, fig5, fig5-centred (padded on both sides), "
        + "figures (the six), claims, or all",
        DefaultValueFactory = _ => Figures
    };
    private readonly ChoiceOption<ReproductionProfile> _profile =
        new("--profile", "Scale: quick makes width, batch, resnet units and simulations smaller and takes minutes, "
        + "paper takes days on two cores", ReproductionProfile.Quick);
    private readonly DatasetOptionSet _dataset = new();
    private readonly ComputeOptionSet _compute = new();
    private readonly ShardOption _shard = new();
    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder of the figures; claims go into its folder claims",
        HelpName = "DIR",
        DefaultValueFactory = _ => "figures"
    };
    private readonly Option<string> _runs = new("--runs")
    {
        Description =
        "Folder of the runs behind them; finished simulations there are not repeated",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("runs", "reproduce")
    };
    private readonly FigureOptionSet _figure = new();
    private readonly Option<bool> _theory =
        new("--theory") { Description = "Draw theory beside the measurements of Figures 2 to 5" };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_what);
        command.Options.Add(_profile);
        _dataset.AddTo(command);
        command.Options.Add(_output);
        command.Options.Add(_runs);
        command.Options.Add(_theory);
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
        _figure.In(parsed);
        PathChecks.OutputFolder("output", parsed.GetRequiredValue(_output));
        return [.. Read(parsed, _ => DeviceOption.Elsewhere).Runs
            .Select(run => new PlannedRun(run.Measurement.Path!, run.Measurement.Simulations, run.Measurement.Turn))];
    }

    private Request Read(ParseResult parsed, Func<ParseResult, torch.Device> device)
    {
        ReproductionProfile profile = _profile.In(parsed);
        string what = parsed.GetRequiredValue(_what);
        IReadOnlyList<PaperExperiment> figures = ChosenFigures(what, PaperExperiment.All(profile));
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        Shard shard = _shard.Read(parsed, faults);
        UsageException.ThrowIfAny(faults);
        Request request = new(profile, what, figures, PathChecks.OutputFolder("runs", parsed.GetRequiredValue(_runs)),
            new()
            {
                Dataset = _dataset.Open(parsed),
                Threads = threads,
                Device = device(parsed),
                Repairs = _compute.Repairs(parsed),
                Shard = shard,
            });
        faults.AddRange(request.Runs.SelectMany(run =>
            (run.Measurement with { Folder = null, Shard = Shard.Whole }).Validate()).Distinct());
        UsageException.ThrowIfAny(faults);
        return request;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        FigureOutput files = _figure.In(parsed);
        string output = PathChecks.OutputFolder("output", parsed.GetRequiredValue(_output));
        Request request = Read(parsed, _compute.Device);
        foreach ((_, Measurement measurement) in request.Runs) measurement.RequireContinuable();
        FigureOptions options = new() { Theory = parsed.GetValue(_theory) };
        Stopwatch clock = Stopwatch.StartNew();
        try
        {
            if (!request.Shared.Shard.IsWhole)
            {
                foreach ((PaperExperiment experiment, Measurement measurement) in request.Runs)
                    Complete(experiment, measurement).Dispose();
                if (request.HasClaims)
                {
                    ProgressDisplay.Run("claims: training", _compute.IsQuiet(parsed), progress =>
                        ClaimMeasurements.Train(request.Profile, request.RunFolder, request.Shared.Shard,
                            request.Shared.Threads, progress, cancellation));
                }

                Console.WriteLine($"{request.RunFolder}: share {request.Shared.Shard} is done; next, once all are: the "
                    + "same command without --shard, which draws");
                return ExitCode.Success;
            }

            if (request.Figures.Count > 0)
                DrawFigures(request.Figures, Results, output, options, files, request.Profile);
            if (request.HasClaims)
            {
                Dictionary<ClaimRun, RunResults> measured =
                    Enum.GetValues<ClaimRun>().ToDictionary(name => name, name => Results(request.Claims.Of(name)));
                ClaimMeasurements beside = ClaimMeasurements.Measure(request.Profile, request.Shared.Dataset,
                    request.Shared.Threads, request.Shared.Device, request.RunFolder,
                    _compute.IsQuiet(parsed) ? null : next => Console.Error.WriteLine($"claims: {next}"), cancellation);
                ClaimFiles.Write(new ClaimRuns(measured, beside), Path.Combine(output, Claims), files);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        Console.WriteLine($"{request.What} in {output}, {ProgressDisplay.Duration(clock.Elapsed)}");
        return ExitCode.Success;

        RunResults Results(PaperExperiment experiment)
        {
            using RunDirectory run = Complete(experiment, request.Of(experiment));
            return run.Load();
        }

        RunDirectory Complete(PaperExperiment experiment, Measurement measurement)
        {
            RunDirectory run = MeasuredRun.Open(measurement);
            try
            {
                MeasuredRun.Complete(measurement, run, $"{experiment.Figure} {experiment.Title}",
                    _compute.IsQuiet(parsed), interrupted: null, cancellation);
                return run;
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }
    }

    private static void DrawFigures(IReadOnlyList<PaperExperiment> experiments, Func<PaperExperiment,
        RunResults> complete, string output, FigureOptions options, FigureOutput files, ReproductionProfile profile)
    {
        List<Finding> findings = [];
        foreach (PaperExperiment experiment in experiments)
        {
            RunResults results = complete(experiment);
            FigureDescription figure =
                FigureCatalog.Describe(experiment.DrawnAs!, results, options) with { Name = experiment.Figure };
            foreach (string file in files.Write(figure, Path.Combine(output, experiment.Figure)))
                Console.WriteLine(file);
            findings.AddRange(PaperFindings.Of(experiment.Figure, results));
        }

        Console.WriteLine();
        TextTable.Write(["figure", "quantity", "at", $"measured ({OptionText.Of(profile)})", "published"],
            [.. findings.Select(f => new[] { f.Figure, f.Quantity, f.At, f.Measured, f.Published })]);
        Console.WriteLine();
        foreach (string line in PaperNotes.Of(experiments)) Console.WriteLine(line);
    }

    private static IReadOnlyList<PaperExperiment> ChosenFigures(string what, IReadOnlyList<PaperExperiment> all) =>
        what switch
        {
            Figures or Everything => all,
            Claims => [],
            _ => all.FirstOrDefault(e => e.Figure == what) is { } one
                ? [one]
                : throw new UsageException($"WHAT {what}: must be one of "
                    + $"{string.Join(", ", all.Select(e => e.Figure))}, {Figures}, {Claims}, {Everything}; take one "
                    + "of them"),
        };

    /// <summary>What a command line asks for.</summary>
    private sealed record Request(ReproductionProfile Profile, string What, IReadOnlyList<PaperExperiment> Figures,
        string RunFolder, Measurement Shared)
    {
        /// <summary>The experiments behind the claims.</summary>
        public ClaimExperiments Claims { get; } = new(Profile);

        /// <summary>Whether claims are measured.</summary>
        public bool HasClaims => What is ReproduceCommand.Claims or Everything;

        /// <summary>Every run, the figures' first; where two share a folder it is one.</summary>
        public IEnumerable<(PaperExperiment Experiment, Measurement Measurement)> Runs =>
            (HasClaims ? Figures.Concat(Enum.GetValues<ClaimRun>().Select(Claims.Of)) : Figures)
                .Select(experiment => (experiment, measurement: Of(experiment))).DistinctBy(run => run.measurement.Path)
                .Select((run, turn) => (run.experiment, run.measurement with { Turn = turn }));

        /// <summary>An experiment's run.</summary>
        public Measurement Of(PaperExperiment experiment) => experiment.MeasuredAs(Shared, RunFolder, Profile);
    }
}
