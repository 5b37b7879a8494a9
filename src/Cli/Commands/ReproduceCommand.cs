using System.CommandLine;
using System.Diagnostics;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation;
using MomentsDnns.Reproduction;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments reproduce</c>: measures and draws the paper's figures.</summary>
internal sealed class ReproduceCommand : IMomentsCommand
{
    private const string Everything = "all";

    private readonly Argument<string> _what = new("FIGURE") { Description = "fig2, fig3, fig4, fig5 or all", DefaultValueFactory = _ => Everything };
    private readonly ChoiceOption<ReproductionProfile> _profile = new("--profile", "Scale: quick takes minutes, paper days on two cores", ReproductionProfile.Quick);
    private readonly DatasetOptionSet _dataset = new();
    private readonly ComputeOptionSet _compute = new();
    private readonly Option<string> _output = new("--output") { Description = "Folder of the figures", HelpName = "DIR", DefaultValueFactory = _ => "figures" };
    private readonly Option<string> _runs = new("--runs") { Description = "Folder of the runs behind them; finished simulations there are not repeated", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("runs", "reproduce") };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new("reproduce", "Measure and draw Figures 2 to 5 of the paper (arXiv 1811.03087)");
        command.Arguments.Add(_what);
        command.Options.Add(_profile);
        _dataset.AddTo(command);
        command.Options.Add(_output);
        command.Options.Add(_runs);
        _compute.AddTo(command);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        ReproductionProfile profile = _profile.In(parsed);
        IReadOnlyList<PaperExperiment> experiments = Chosen(parsed.GetRequiredValue(_what), PaperExperiment.All(profile));
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        if (faults.Count > 0) throw new UsageException(faults);
        IImageDataset dataset = _dataset.Open(parsed);
        faults.AddRange(experiments.SelectMany(experiment => InputBatch.Validate(dataset, experiment.Configuration)));
        if (faults.Count > 0) throw new UsageException(faults);

        ExperimentRunner runner = new(dataset, threads, _compute.Device(parsed));
        string figures = parsed.GetRequiredValue(_output);
        List<Finding> findings = [];
        Stopwatch clock = Stopwatch.StartNew();
        foreach (PaperExperiment experiment in experiments)
        {
            string path = Path.Combine(parsed.GetRequiredValue(_runs), $"{OptionText.Of(profile)}-{dataset.Name}-{experiment.Figure}");
            ExperimentConfiguration configuration = experiment.Configuration with { Dataset = dataset.Name, DatasetFingerprint = dataset.Fingerprint };
            using RunDirectory run = RunDirectory.OpenOrCreate(path, configuration, SoftwareVersions.Current);
            try
            {
                ProgressDisplay.Run($"{experiment.Figure} {experiment.Title}", _compute.IsQuiet(parsed),
                    progress => runner.Run(run, experiment.Simulations, progress, cancellation));
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"interrupted: {run.CompletedSimulations.Count} of {experiment.Simulations} simulations are in {path}; the same command goes on");
                return ExitCode.Interrupted;
            }

            RunResults results = run.Load();
            FigureFiles.Draw(results, figures, "", new FigureOptions(), FigureRenderer.DefaultDpi, experiment.Figure);
            findings.AddRange(PaperFindings.Of(experiment.Figure, results));
        }

        Console.WriteLine();
        TextTable.Write(["figure", "quantity", $"measured ({OptionText.Of(profile)})", "paper"],
            [.. findings.Select(f => new[] { f.Figure, f.Quantity, f.Measured, f.Paper })]);
        Console.WriteLine($"{experiments.Count} figure(s) in {figures}, {ProgressDisplay.Duration(clock.Elapsed)}");
        return ExitCode.Success;
    }

    private static IReadOnlyList<PaperExperiment> Chosen(string what, IReadOnlyList<PaperExperiment> all)
    {
        if (what == Everything) return all;
        return all.FirstOrDefault(e => e.Figure == what) is { } one
            ? [one]
            : throw new UsageException($"FIGURE {what}: must be one of {string.Join(", ", all.Select(e => e.Figure))}, {Everything}; take one of them");
    }
}
