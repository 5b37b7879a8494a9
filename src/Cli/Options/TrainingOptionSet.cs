using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Training;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Cli.Options;

/// <summary>The options of a training, the network and the images apart.</summary>
internal sealed class TrainingOptionSet
{
    private static readonly TrainingRun Usual = new();
    private static readonly TrainingOptions UsualOptions = new();

    private readonly ChoiceOption<OptimizerKind> _optimizer =
        new("--optimizer", "How gradients become steps", UsualOptions.Optimizer);
    private readonly NumberOption<double> _rate = new("--rate", "Rate of the first step", UsualOptions.Rate);
    private readonly ChoiceOption<RateSchedule> _schedule =
        new("--schedule", "How the rate changes: not at all, or down to 0 by a cosine", UsualOptions.Schedule);
    private readonly NumberOption<double> _momentum =
        new("--momentum", $"Momentum of SGD [default: {OptionFault.Format(TrainingOptions.UsualMomentum)}]");
    private readonly NumberOption<double> _decay =
        new("--weight-decay", "Decay of the weights of convolutions and linear maps", UsualOptions.WeightDecay);
    private readonly NumberOption<int> _steps = new("--steps", "Steps", UsualOptions.Steps);
    private readonly NumberOption<double> _epochs =
        new("--epochs", "Passes through the training images, instead of --steps");
    private readonly NumberOption<int> _batchSize =
        new("--batch-size", "Images in the batch of a step", UsualOptions.BatchSize);
    private readonly NumberOption<double> _heldOutShare = new("--held-out-share",
        "Share of the images that is held out, where the dataset keeps no test images apart",
        Usual.Split.HeldOutShare);
    private readonly NumberOption<int> _training = new("--training-images",
        $"Images to train on [default: all; {TrainingRun.UsualTrainingImages} of more than {TrainingRun.ManyImages}]");
    private readonly NumberOption<int> _heldOut = new("--held-out-images",
        $"Images held out [default: all; {TrainingRun.UsualHeldOutImages} of more than {TrainingRun.ManyImages}]");
    private readonly NumberOption<int> _records =
        new("--records", "Steps at which loss and accuracy are taken: first, last, spaced in logs",
            UsualOptions.Records);
    private readonly NumberOption<int> _judged = new("--judged-images",
        "Training images by which loss and accuracy are taken", UsualOptions.JudgedImages);
    private readonly NumberListOption<int> _probeSteps = new("--probe-steps",
        "Steps at which signal and noise are sent through the nets [default: 0, T^(1/3), T^(2/3), T of T steps]",
        "0,100,1000");
    private readonly NumberOption<int> _probeImages =
        new("--probe-images", "Held-out images that are sent through", Usual.ProbedImages);
    private readonly NumberListOption<double> _noiseLevels = new("--noise-levels",
        "Sizes of a Gaussian noise on held-out images, in standard deviations of the signal [default: "
        + $"{string.Join(',', TrainingRun.UsualNoiseLevels.Select(OptionFault.Format))}]", "0.1,0.5,1");

    private readonly ChoiceOption<HeadLaw> _head = new("--head",
        "Law of the head's weights: N(0, 1/width), or N(0, weight variance/classes)", HeadLaw.Unit);
    private readonly ChoiceOption<ImageScaling> _scaling = new("--image-scaling",
        "How images enter: mean 0 and mean square 1 by constants of the training images, or minus 1/2",
        ImageScaling.Standardized);

    private readonly Option<bool> _holdsConstants = new("--hold-constants")
    {
        Description = "Train weights alone: scales of norms stay 1, shifts and biases 0, where the law does not draw "
            + "them",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_optimizer, _rate, _schedule, _momentum, _decay, _steps, _epochs,
            _batchSize, _heldOutShare, _training, _heldOut, _records, _judged, _probeSteps, _probeImages, _noiseLevels,
            _head, _scaling, _holdsConstants])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The training that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="network">The network.</param>
    public TrainingRun Read(ParseResult parsed, ILabelledDataset dataset, NetworkOptions network)
    {
        SplitOptions split = new()
        {
            HeldOutShare = _heldOutShare.In(parsed),
            Training = _training.Given(parsed),
            HeldOut = _heldOut.Given(parsed),
        };
        if (_heldOutShare.Given(parsed) is { } share && dataset.TestImages.Count > 0)
        {
            throw new UsageException([new("held-out-share", OptionFault.Format(share),
                $"has no meaning: {dataset.Name} keeps {dataset.TestImages.Count} test images apart, which are held "
                    + "out",
                "leave it out, or take some of them by --held-out-images")]);
        }

        TrainingRun run = new()
        {
            Network = new()
            {
                Network = network,
                Head = _head.In(parsed),
                TrainsConstants = !parsed.GetValue(_holdsConstants),
            },
            Options = new()
            {
                Optimizer = _optimizer.In(parsed),
                Rate = _rate.In(parsed),
                Schedule = _schedule.In(parsed),
                Momentum = _momentum.Given(parsed),
                WeightDecay = _decay.In(parsed),
                BatchSize = _batchSize.In(parsed),
                Records = _records.In(parsed),
                JudgedImages = _judged.In(parsed),
            },
            Dataset = dataset,
            Split = split,
            Scaling = _scaling.In(parsed),
            ProbedImages = _probeImages.In(parsed),
            NoiseLevels = _noiseLevels.Given(parsed) ?? TrainingRun.UsualNoiseLevels,
        };
        run = run with { Options = run.Options with { Steps = Steps(parsed, run) } };
        return _probeSteps.Given(parsed) is { } steps ? run with { ProbedSteps = steps } : run;
    }

    /// <summary>A fault of the training, with the option's name on the command line.</summary>
    /// <param name="fault">The fault.</param>
    public static OptionFault OnCommandLine(OptionFault fault) => fault.Option switch
    {
        nameof(TrainingRun.Nets) => fault with { OptionName = "simulations" },
        nameof(SplitOptions.Training) => fault with { OptionName = "training-images" },
        nameof(SplitOptions.HeldOut) => fault with { OptionName = "held-out-images" },
        nameof(TrainingRun.ProbedSteps) => fault with { OptionName = "probe-steps" },
        nameof(TrainingRun.ProbedImages) => fault with { OptionName = "probe-images" },
        _ => fault,
    };

    // E epochs are E M / B steps, of whole batches.
    private int Steps(ParseResult parsed, TrainingRun run)
    {
        if (_epochs.Given(parsed) is not { } epochs) return _steps.In(parsed);
        string text = OptionFault.Format(epochs);
        if (_steps.Given(parsed) is not null)
            throw new UsageException($"--epochs {text}: --steps says how many steps; leave one of them out");
        if (!(epochs > 0 && double.IsFinite(epochs)))
            throw new UsageException([new("epochs", text, "must be a finite number above 0", "take 10")]);
        if (run.Options.BatchSize < 1) return 1; // what is wrong with it is told with all else
        int images = run.TrainingImages;
        double steps = Math.Round(epochs * (images / run.Options.BatchSize));
        return steps is >= 1 and <= int.MaxValue ? (int)steps
            : throw new UsageException([new("epochs", text, $"makes {steps:G4} steps of {images} images in batches of "
                + $"{run.Options.BatchSize}, must make from 1 to {int.MaxValue}", "take such as 10")]);
    }
}
