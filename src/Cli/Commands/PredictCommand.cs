using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Prediction;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments predict</c>: what batch-norm nets of infinite width make of images, from their Gram matrix alone; beside
/// a run, or published simulations, where one is named.
/// </summary>
internal sealed class PredictCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "predict";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description =>
        "Predict batch-norm nets of infinite width from the images alone; beside a run, measured and "
        + "predicted with z";

    private const int DefaultBatches = 16;

    private static readonly Dictionary<string,
        FigureFormat> FigureEndings = Enum.GetValues<FigureFormat>().ToDictionary(FigureOutput.Extension);

    private readonly Argument<string?> _run = new(Argument)
    {
        Description = "Run directory, whose experiment is predicted and whose measurements stand beside; without it "
        + "options name the experiment",
        Arity = ArgumentArity.ZeroOrOne
    };
    private readonly NetworkOptionSet _network = new();
    private readonly NumberOption<int> _batchSize = new("--batch-size", $"Images in a batch, up to "
        + $"{PredictionRules.LargestBatch}", ExperimentOptions.Default.BatchSize);
    private readonly NumberOption<int> _batches = new("--batches", $"Batches of images, the means over which are "
        + $"printed [default: the simulations of the run that is named; {DefaultBatches} without one]");
    private readonly NumberOption<int> _records = new("--records", "How many depths are printed or written; divides "
        + "the depth [default: its largest divisor up to 100]");
    private readonly DatasetOptionSet _dataset = new();
    private readonly NumberOption<ulong> _seed = new("--seed", "Seed that draws the images", 0UL);
    private readonly NumberOption<int> _channels = new("--channels", "Channels drawn for a layer's expectations where "
        + "the activation is not positively homogeneous", new PredictionOptions().SampledChannels);
    private readonly NumberOption<int> _threads = new("--threads", "Threads [default: one for each core]");
    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "Simulations in the reference implementation's format, to stand beside the prediction",
        HelpName = "FILE.npz"
    };
    private readonly Option<bool> _points = new("--points") { Description = "List every recorded depth" };
    private readonly Option<bool> _json = new("--json") { Description = "Write measured and predicted curves as JSON" };
    private readonly Option<string?> _output = new("--output")
    {
        Description = "File for the predicted curves, a simulation for each batch: .npz, .csv or .parquet, as moments "
        + "export writes them",
        HelpName = "FILE"
    };
    private readonly Option<string?> _figure = new("--figure")
    {
        Description = "File for the figure of the run or reference, with the curves of infinite width as black lines: "
        + ".png, .svg or .pdf",
        HelpName = "FILE"
    };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress" };
    private readonly HashSet<Option> _ofExperiment = [];

    /// <inheritdoc/>
    public static bool PrintsItsResult => true;

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_run);
        _network.AddTo(command);
        command.Options.Add(_batchSize);
        command.Options.Add(_records);
        command.Options.Add(_seed);
        _ofExperiment.UnionWith(command.Options);
        command.Options.Add(_batches);
        _dataset.AddTo(command);
        foreach (Option option in new Option[] { _channels, _reference, _points, _json, _output, _figure, _threads,
            _quiet })
        {
            command.Options.Add(option);
        }
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        string? path = parsed.GetValue(_run), output = parsed.GetValue(_output),
            reference = parsed.GetValue(_reference), figure = parsed.GetValue(_figure);
        if (output is not null)
        {
            if (output.Length > 0 && RunExport.Validate(output) is { } wrong) throw new UsageException([wrong]);
            PathChecks.OutputFile("output", output);
        }

        if (figure is not null)
        {
            PathChecks.OutputFile("figure", figure, [.. FigureEndings.Keys]);
            if (path is null && reference is null)
            {
                throw new UsageException([new("figure", figure, "draws measurements, and none are named",
                    "name a run, or a --reference")]);
            }
        }

        if (reference is not null) PathChecks.InputFile("--reference", reference, "name published simulations");
        if (path is not null && reference is not null)
        {
            throw new UsageException($"--reference {reference}: stands beside options, RUN {path} has measurements of "
                + "its own; leave one of them out");
        }
        if (path is not null && parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>()
            .FirstOrDefault(o => !o.Implicit && _ofExperiment.Contains(o.Option)) is { } other)
            throw new UsageException($"{other.Option.Name}: belongs to an experiment, which RUN {path} names already; "
                + "leave one of them out");

        (ExperimentConfiguration configuration, RunResults? measured) =
            path is not null ? Measured(path) : (Experiment(parsed), null);
        PredictionOptions options = new()
        {
            Threads = _threads.Given(parsed) ?? Environment.ProcessorCount,
            SampledChannels = _channels.In(parsed),
        };
        List<OptionFault> faults =
            [.. configuration.Validate(), .. options.Validate(), .. PredictionRules.Broken(configuration)];
        int batches = _batches.Given(parsed) ?? (measured is null ? DefaultBatches : measured.Simulations[^1] + 1);
        if (batches is < 1 or > RunRules.MostSimulations)
        {
            faults.Add(new("batches", $"{batches}", $"must be from 1 to {RunRules.MostSimulations}",
                $"take {DefaultBatches}"));
        }
        UsageException.ThrowIfAny(faults);

        IImageDataset dataset = _dataset.IsGiven(parsed) || path is null ? _dataset.Open(parsed)
            : _dataset.Open(parsed, configuration.Dataset);
        if (path is not null && configuration.DatasetFingerprint != dataset.Fingerprint)
        {
            throw new UsageException($"RUN {path}: was measured on other images of {configuration.Dataset} than those "
                + "found; set --dataset or --data-dir to its own");
        }
        configuration = configuration with { Dataset = dataset.Name, DatasetFingerprint = dataset.Fingerprint };
        faults.AddRange(InputBatch.Validate(dataset, configuration));
        UsageException.ThrowIfAny(faults);
        if (reference is not null) measured = NpzImport.ReadAs(reference, configuration.Network);

        InfiniteWidthPrediction prediction = new(configuration, dataset, options);
        RunResults predicted = null!;
        try
        {
            ProgressDisplay.Run("infinite width", parsed.GetValue(_quiet),
                progress => predicted = prediction.Predict(batches, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        if (output is not null) RunExport.Write(predicted, output);
        if (figure is not null)
        {
            FigureDescription described =
                FigureCatalog.Describe(FigureCatalog.For(measured!)[0], measured!, new() { InfiniteWidth = predicted });
            FigureRenderer.Save(described, figure, FigureEndings[Path.GetExtension(figure).ToLowerInvariant()],
                FigureRenderer.DefaultDpi);
        }

        PredictionOutput.Write(predicted, measured, isPaired: path is not null, parsed.GetValue(_points),
            parsed.GetValue(_json));
        return ExitCode.Success;
    }

    private static (ExperimentConfiguration Configuration, RunResults Measured) Measured(string path)
    {
        using RunDirectory run = RunFiles.Open(path);
        RunResults measured = RunFiles.Load(run);
        if (measured.Probed is not null)
        {
            throw new UsageException($"RUN {path}: is of a network that was made elsewhere, of which nothing is "
                + "predicted; name a run of moments run");
        }

        if (measured.Trained is not null)
        {
            throw new UsageException($"RUN {path}: is of nets that are trained, of which nothing is predicted; name a "
                + "run of moments run");
        }

        return measured.Imported is null
            ? (measured.Configuration, measured)
            : throw new UsageException($"RUN {path}: is imported, its seed and images are not known; give its file to "
            + "--reference, with options that name the experiment");
    }

    private ExperimentConfiguration Experiment(ParseResult parsed)
    {
        List<OptionFault> faults = [];
        NetworkOptions network = _network.Read(parsed, faults);
        UsageException.ThrowIfAny(faults);
        return new()
        {
            Network = network,
            BatchSize = _batchSize.In(parsed),
            Records = _records.Given(parsed) ?? ExperimentConfiguration.DefaultRecords(network.Depth),
            Seed = _seed.In(parsed),
        };
    }
}
