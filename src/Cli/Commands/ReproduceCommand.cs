using System.CommandLine;
using System.Diagnostics;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Reproduction;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments reproduce</c>: measures and draws the paper's figures, and measures its claims.</summary>
internal sealed class ReproduceCommand : IMomentsCommand
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
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        ReproductionProfile profile = _profile.In(parsed);
        FigureOutput files = _figure.In(parsed);
        string what = parsed.GetRequiredValue(_what);
        IReadOnlyList<PaperExperiment> figures = ChosenFigures(what, PaperExperiment.All(profile));
        ClaimExperiments claims = new(profile);
        bool hasClaims = what is Claims or Everything;
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        UsageException.ThrowIfAny(faults);
        string output = PathChecks.OutputFolder("output", parsed.GetRequiredValue(_output));
        string runFolder = PathChecks.OutputFolder("runs", parsed.GetRequiredValue(_runs));
        IImageDataset dataset = _dataset.Open(parsed);
        IEnumerable<PaperExperiment> experiments =
            hasClaims ? figures.Concat(Enum.GetValues<ClaimRun>().Select(claims.Of)) : figures;
        Measurement shared = new()
        {
            Dataset = dataset,
            Threads = threads,
            Device = _compute.Device(parsed),
            Repairs =
            _compute.Repairs(parsed)
        };
        faults.AddRange(experiments.SelectMany(experiment =>
            (experiment.MeasuredAs(shared, runFolder, profile) with { Folder = null }).Validate()).Distinct());
        UsageException.ThrowIfAny(faults);
        foreach (PaperExperiment experiment in experiments)
            experiment.MeasuredAs(shared, runFolder, profile).RequireContinuable();
        FigureOptions options = new() { Theory = parsed.GetValue(_theory) };
        Stopwatch clock = Stopwatch.StartNew();
        try
        {
            if (figures.Count > 0) DrawFigures(figures, Complete, output, options, files, profile);
            if (hasClaims)
            {
                Dictionary<ClaimRun, RunResults> measured =
                    Enum.GetValues<ClaimRun>().ToDictionary(name => name, name => Complete(claims.Of(name)));
                ClaimMeasurements beside = ClaimMeasurements.Measure(profile, dataset, threads, _compute.Device(parsed),
                    runFolder, _compute.IsQuiet(parsed) ? null : next => Console.Error.WriteLine($"claims: {next}"),
                    cancellation);
                ClaimFiles.Write(new ClaimRuns(measured, beside), Path.Combine(output, Claims), files);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        Console.WriteLine($"{what} in {output}, {ProgressDisplay.Duration(clock.Elapsed)}");
        return ExitCode.Success;

        RunResults Complete(PaperExperiment experiment)
        {
            Measurement measurement = experiment.MeasuredAs(shared, runFolder, profile);
            using RunDirectory run = MeasuredRun.Open(measurement);
            MeasuredRun.Complete(measurement, run, $"{experiment.Figure} {experiment.Title}", _compute.IsQuiet(parsed),
                interrupted: null, cancellation);
            return run.Load();
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
}
