using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Datasets;
using MomentsDnns.Models;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Sharing;
using TorchSharp;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments probe</c>: measures a network that was made elsewhere into a run directory.</summary>
internal sealed class ProbeCommand : IMomentsCommand, ISharedCommand
{
    /// <inheritdoc/>
    public static string Name => "probe";

    /// <inheritdoc/>
    public static string Argument => "MODEL";

    /// <inheritdoc/>
    public static string Description => "Measure a network of your own: signal and noise through an ONNX file or a "
        + "TorchVision architecture, at every site";

    private static readonly Probe Usual = new(ProbeModels.Open("torchvision:resnet18"));

    private readonly Argument<string> _model = new(Argument)
    {
        Description = "An ONNX file (.onnx), torchvision:NAME such as torchvision:resnet50, or nasbench201:CELL such "
            + "as nasbench201:(2,1,0,2,1,2)",
    };
    private readonly InitOption _init = new("Law that weights are drawn anew by, a fresh net each replicate; "
        + "norms are reset, biases 0 unless the law has its own [default: weights as stored]");
    private readonly Option<string?> _state = new("--state")
    {
        Description = "Stored weights of a torchvision architecture: a state dict of torch.save (.pth), or "
            + "safetensors",
        HelpName = "FILE",
    };
    private readonly WordChoice<BatchStatistics> _statistics = new("--norm-statistics",
        "By which statistics batch norms standardize: of the clean batch, constants to the noise (frozen) or not "
        + "(differentiated), or the stored ones (running) [default: running of stored weights, frozen of drawn ones]");
    private readonly ShapeOption _shape = new();
    private readonly InputsOption _inputs = new();
    private readonly Option<string?> _signalAt = new("--signal-at")
    {
        Description = "Site where signal and noise begin, by name: its value is the signal; must be given of tokens, "
            + "where it is the sum of their embeddings [default: the input]",
        HelpName = "SITE",
    };
    private readonly ChoiceOption<InputScaling> _scaling = new("--scaling",
        "How images become a signal: mean 0 and mean square 1 of each channel over the batch, or by ImageNet's "
        + "constants, or as Caffe has them, 0 to 255 minus ImageNet's mean, blue first, or as they "
        + "are, from 0 to 1", InputScaling.Batch);
    private readonly NumberOption<int> _batchSize = new("--batch-size", "Images in a batch", Usual.BatchSize);
    private readonly NumberOption<int> _replicates = new("--simulations",
        "Replicates: fresh batch and noise, and a fresh net where weights are drawn", Usual.Replicates);
    private readonly NumberOption<ulong> _seed = new("--seed", "Seed of every random number", Usual.Seed);
    private readonly ChoiceOption<Precision> _precision = new("--precision", "Arithmetic", Usual.Precision);
    private readonly NumberOption<double> _memory = new("--memory",
        "Gigabytes that values and tangents of sites may take together; more are taken in several passes "
        + "[default: a quarter of what is free]");
    private readonly DatasetOptionSet _dataset = new();
    private readonly Option<string?> _images = new("--images")
    {
        Description = "Photographs instead of a dataset: PNG, JPEG and WebP files of any sizes in a folder and the "
            + "folders in it, cut about the centre and resized to the input",
        HelpName = "DIR",
    };
    private readonly ComputeOptionSet _compute = new();
    private readonly ShardOption _shard = new();
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Run directory; an existing run of the same probe goes on [default: runs/ and a name made from "
            + "the options]",
        HelpName = "DIR",
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_model);
        foreach (Option option in (Option[])[_init, _state, _statistics, _shape, _inputs, _signalAt, _scaling,
            _batchSize, _replicates, _seed, _precision, _memory])
        {
            command.Options.Add(option);
        }

        _dataset.AddTo(command);
        command.Options.Add(_images);
        _compute.AddTo(command);
        _shard.AddTo(command);
        command.Options.Add(_output);
        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    /// <inheritdoc/>
    public bool Draws => false;

    /// <inheritdoc/>
    public IReadOnlyList<PlannedRun> Plan(ParseResult parsed)
    {
        (Probe probe, _) = Checked(parsed, _ => DeviceOption.Elsewhere);
        return [new(probe.Folder!, probe.Replicates)];
    }

    private (Probe Probe, int Threads) Checked(ParseResult parsed, Func<ParseResult, torch.Device> device)
    {
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        Shard shard = _shard.Read(parsed, faults);
        UsageException.ThrowIfAny(faults);
        Probe probe = Read(parsed) with { Device = device(parsed), Shard = shard };
        probe = probe with { Folder = parsed.GetValue(_output) ?? Path.Combine("runs", NameOf(probe)) };
        faults.AddRange(probe.Validate());
        UsageException.ThrowIfAny([.. faults.Select(fault => OnCommandLine(fault, parsed))]);
        return (probe, threads);
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        (Probe probe, int threads) = Checked(parsed, _compute.Device);
        torch.set_num_threads(threads);

        Stopwatch clock = Stopwatch.StartNew();
        RunResults? run = null;
        long sites = 0;
        try
        {
            ProgressDisplay.Run(probe.Folder!, _compute.IsQuiet(parsed), progress => run = (probe with
            {
                Warning = fault => Console.Error.WriteLine($"note: {OnCommandLine(fault, parsed).OnCommandLine()}"),
                Progress = told =>
                {
                    sites = told.LayersDone;
                    progress?.Invoke(told);
                },
            }).Run(cancellation));
        }
        catch (OptionException error)
        {
            // What only the network itself can tell: its sites, and how much they hold.
            throw new UsageException(error.Faults.Select(fault => OnCommandLine(fault, parsed)));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"interrupted: what is finished is in {probe.Folder}; the same command goes on");
            return ExitCode.Interrupted;
        }

        Report(probe, run!, sites, clock.Elapsed);
        if (probe.Model.Hint is { } hint) Console.WriteLine($"note: {hint}");
        return ExitCode.Success;
    }

    private Probe Read(ParseResult parsed)
    {
        Probe probe = new(Model(parsed), _replicates.In(parsed))
        {
            Init = _init.Given(parsed),
            SignalAt = parsed.GetValue(_signalAt),
            Scaling = _scaling.In(parsed),
            BatchSize = _batchSize.In(parsed),
            Seed = _seed.In(parsed),
            Precision = _precision.In(parsed),
            Memory = _memory.Given(parsed) is { } gigabytes ? (long)(gigabytes * 1e9) : null,
            Repairs = _compute.Repairs(parsed),
        };
        if (_statistics.Given(parsed) is { } statistics) probe = probe with { NormStatistics = statistics };
        if (_shape.Given(parsed) is { } shape) probe = probe with { InputShape = shape };
        return probe with { Dataset = Images(parsed, probe) };
    }

    // A file that is not there is named wrongly; one that is there and damaged is told by its reader.
    private IProbeModel Model(ParseResult parsed)
    {
        string model = parsed.GetRequiredValue(_model);
        string? state = parsed.GetValue(_state);
        IReadOnlyList<KeyValuePair<string, string>> inputs = _inputs.In(parsed);
        bool isFile = model.EndsWith(OnnxProbeModel.Extension, StringComparison.OrdinalIgnoreCase);
        if (isFile) PathChecks.InputFile(Argument, model, "name an ONNX file");
        if (state is not null) PathChecks.InputFile(_state.Name, state, "name stored weights");
        if (isFile)
        {
            foreach ((_, string file) in inputs) PathChecks.InputFile(_inputs.Name, file, "name an array (.npy)");
        }

        try
        {
            return ProbeModels.Open(model, state, inputs);
        }
        catch (InvalidDataException wrong) when (!isFile && state is null)
        {
            throw new UsageException(wrong.Message); // no file was read: the words are at fault
        }
    }

    private IImageDataset Images(ParseResult parsed, Probe probe)
    {
        if (parsed.GetValue(_images) is not { } folder) return _dataset.Open(parsed);
        if (_dataset.IsGiven(parsed))
            throw new UsageException($"--images {folder}: --dataset names other images; leave one of them out");
        return probe.InputShape switch
        {
            [var channels, > 0 and var rows, > 0 and var columns] =>
                ImageFolderDataset.Open(folder, channels, rows, columns),
            [var length] => throw new UsageException($"--images {folder}: {probe.Model.Name} takes vectors of {length} "
                + "values, photographs have rows and columns; take a --dataset of so many values an image"),
            _ => probe.Dataset, // what is wrong with the shape is told with all else
        };
    }

    // Properties of a probe are options of the same names, but for these.
    private OptionFault OnCommandLine(OptionFault fault, ParseResult parsed) => fault.Option switch
    {
        nameof(Probe.Replicates) => fault with { OptionName = "simulations" },
        nameof(Probe.Dataset) when parsed.GetValue(_images) is not null => fault with { OptionName = "images" },
        _ => fault,
    };

    private static string NameOf(Probe probe)
    {
        string model = Path.GetFileNameWithoutExtension(probe.Model.Name.Replace(':', '-'));
        return $"{model}-{probe.Init?.Name ?? "stored"}-{OptionText.Of(probe.NormStatistics)}"
            + $"-{string.Join('x', probe.InputShape)}{Told(probe.SignalAt)}"
            + string.Concat(probe.Model.GivenInputs.Select(i => Told(Path.GetFileNameWithoutExtension(i.File))))
            + $"-b{probe.BatchSize}-seed{probe.Seed}";
    }

    // As a part of a folder's name.
    private static string Told(string? word) => word is null ? ""
        : "-" + string.Concat(word.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));

    private static void Report(Probe probe, RunResults run, long sites, TimeSpan elapsed)
    {
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / (double)(1 << 20);
        string of = $"{probe.Folder}: {ShardText.Before(probe.Shard)}";
        int replicates = probe.Shard.Of(probe.Replicates).Count();
        Console.WriteLine(sites == 0
            ? of + ShardText.NothingMade(replicates, "replicate")
            : string.Create(CultureInfo.InvariantCulture,
                $"{of}{replicates} replicates of {run.Depths.Count} sites: "
                    + $"{ProgressDisplay.Duration(elapsed)}, {sites / elapsed.TotalSeconds:G4} sites/s, "
                    + $"peak memory {peak:F0} MB"));
        Console.WriteLine(probe.Shard.IsWhole
            ? $"next: moments analyze {probe.Folder}, moments plot {probe.Folder}"
            : $"next: moments status {probe.Folder}");
    }
}
