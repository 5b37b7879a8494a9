using System.Globalization;
using System.Text.Json.Serialization;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>
/// How the nets of a run were trained, and on which labels; the network, the images, the batch of a step, the seed and
/// the arithmetic are those of the run's configuration. With it a net can be trained again.
/// </summary>
public sealed record TrainedSource
{
    private const string ModuleMark = "module ";

    /// <summary>K, the classes.</summary>
    public int Classes { get; init; }

    /// <summary>Identifies the labels.</summary>
    public string LabelFingerprint { get; init; } = "";

    /// <summary>
    /// The share of the images that was held out, where the dataset keeps none apart for tests; null: it does.
    /// </summary>
    public double? HeldOutShare { get; init; }

    /// <summary>Images to train on.</summary>
    public int TrainingImages { get; init; }

    /// <summary>Images held out.</summary>
    public int HeldOutImages { get; init; }

    /// <summary>The optimizer, such as <c>sgd</c>.</summary>
    public string Optimizer { get; init; } = "";

    /// <summary>The rate at the first step.</summary>
    public double Rate { get; init; }

    /// <summary>How it changes, such as <c>constant</c>.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>The momentum of SGD; null: another optimizer.</summary>
    public double? Momentum { get; init; }

    /// <summary>The decay of weights.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The steps.</summary>
    public int Steps { get; init; }

    /// <summary>
    /// By which law the weights of the head were drawn, such as <c>unit</c>; of a module of a program's own
    /// <c>module</c> and what is known of it, see <see cref="Module"/>.
    /// </summary>
    public string Head { get; init; } = "";

    /// <summary>
    /// The module of a program's own that was trained: its name, its version, the law of its weights, and a hash of the
    /// names and shapes of its numbers. The network of the run's configuration has no meaning then. Null: a net of this
    /// toolkit.
    /// </summary>
    [JsonIgnore]
    public string? Module =>
        Head.StartsWith(ModuleMark, StringComparison.Ordinal) ? Head[ModuleMark.Length..] : null;

    /// <summary>The name and version of that module; null: a net of this toolkit.</summary>
    [JsonIgnore]
    public string? ModuleName => Module is { } told ? string.Join(' ', told.Split(' ').Take(2)) : null;

    /// <summary>What <see cref="Head"/> tells of a module.</summary>
    /// <param name="module">All that is known of it.</param>
    internal static string HeadOf(string module) => ModuleMark + module;

    /// <summary>How values of images entered, such as <c>standardized</c>.</summary>
    public string ImageScaling { get; init; } = "";

    /// <summary>Whether constants of the law (scales, shifts, biases) were trained too.</summary>
    public bool TrainsConstants { get; init; } = true;

    /// <summary>Training images by which loss and accuracy were taken.</summary>
    public int JudgedImages { get; init; }

    /// <summary>How many recorded steps were wanted; spaced in logs, some may fall together.</summary>
    public int Records { get; init; }

    /// <summary>The steps at which loss and accuracy were taken, ascending, from 0.</summary>
    public IReadOnlyList<int> RecordedSteps { get; init; } = [];

    /// <summary>The steps at which signal and noise were sent through the nets, ascending.</summary>
    public IReadOnlyList<int> ProbedSteps { get; init; } = [];

    /// <summary>Images of the batch that was sent through.</summary>
    public int ProbedImages { get; init; }

    /// <summary>
    /// Sizes of the noise on held-out images, in standard deviations of the signal, ascending; at the probed steps.
    /// </summary>
    public IReadOnlyList<double> NoiseLevels { get; init; } = [];

    /// <summary>The steps of which a run holds rows, its depths: recorded and probed ones.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Depths => [.. RecordedSteps.Union(ProbedSteps).Order()];

    /// <summary>The places of a run's rows.</summary>
    [JsonIgnore]
    public IReadOnlyList<Location> Places =>
        [TrainedStatistics.Training, TrainedStatistics.HeldOut, TrainedStatistics.Middle,
            TrainedStatistics.Net, TrainedStatistics.Logits,
            .. NoiseLevels.Select(TrainedStatistics.Noisy)];

    /// <summary>Every option in which two trainings differ, as name and both values.</summary>
    /// <param name="there">One.</param>
    /// <param name="here">The other.</param>
    public static IReadOnlyList<(string Option, string There, string Here)> Between(TrainedSource there,
        TrainedSource here) =>
        [.. Options(there).Zip(Options(here), (a, b) => (a.Option, There: a.Value, Here: b.Value))
            .Where(d => d.There != d.Here)];

    /// <summary>Every option with its value as text, in the order of a report; empty where it is not given.</summary>
    /// <param name="trained">The training.</param>
    public static IReadOnlyList<(string Option, string Value)> Options(TrainedSource trained) =>
    [
        ("classes", $"{trained.Classes}"), ("label-fingerprint", trained.LabelFingerprint),
        ("held-out-share", Text(trained.HeldOutShare)), ("training-images", $"{trained.TrainingImages}"),
        ("held-out-images", $"{trained.HeldOutImages}"), ("optimizer", trained.Optimizer),
        ("rate", Text(trained.Rate)), ("schedule", trained.Schedule), ("momentum", Text(trained.Momentum)),
        ("weight-decay", Text(trained.WeightDecay)), ("steps", $"{trained.Steps}"),
        ("head", trained.Head), ("image-scaling", trained.ImageScaling),
        ("constants", trained.TrainsConstants ? "trained" : "held"), ("judged-images", $"{trained.JudgedImages}"),
        ("records", $"{trained.Records}"),
        ("probe-steps", string.Join(',', trained.ProbedSteps)), ("probe-images", $"{trained.ProbedImages}"),
        ("noise-levels", string.Join(',', trained.NoiseLevels.Select(level => Text(level)))),
    ];

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
