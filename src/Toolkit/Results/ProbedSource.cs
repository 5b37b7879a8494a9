using System.Text.Json.Serialization;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Results;

/// <summary>
/// What was probed: a network that was made elsewhere, its weights, and what was sent through it. With it a replicate
/// can be run again.
/// </summary>
public sealed record ProbedSource
{
    /// <summary>The network, such as <c>torchvision:resnet50</c>, or its file's name without the folder.</summary>
    public string Model { get; init; } = "";

    /// <summary>The SHA-256 of the file's bytes, in lower-case hexadecimal; empty where there is no file.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>
    /// The law that weights are drawn by, a fresh net each replicate; empty where they are as stored, and a replicate
    /// is a fresh batch and noise.
    /// </summary>
    public string Init { get; init; } = "";

    /// <summary>The file of stored weights, without its folder; empty for the model's own.</summary>
    public string State { get; init; } = "";

    /// <summary>The SHA-256 of that file; empty where there is none.</summary>
    public string StateHash { get; init; } = "";

    /// <summary>By which statistics batch norms standardize, such as <c>frozen</c>.</summary>
    public string NormStatistics { get; init; } = "";

    /// <summary>The shape of one input, such as 3, 224, 224.</summary>
    public IReadOnlyList<int> InputShape { get; init; } = [];

    /// <summary>The site where the signal begins; empty: the input.</summary>
    public string SignalAt { get; init; } = "";

    /// <summary>Arrays of files that enter beside the signal, or as tokens.</summary>
    public IReadOnlyList<ProbedInput> Inputs { get; init; } = [];

    /// <summary>How inputs are scaled, such as <c>batch</c>; empty where tokens enter.</summary>
    public string Scaling { get; init; } = "";

    /// <summary>The dataset's name; empty where tokens enter.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Identifies the images or tokens.</summary>
    public string DatasetFingerprint { get; init; } = "";

    /// <summary>Images in a batch.</summary>
    public int BatchSize { get; init; }

    /// <summary>The seed of every random number.</summary>
    public ulong Seed { get; init; }

    /// <summary>The arithmetic.</summary>
    public Precision Precision { get; init; } = Precision.Float64;

    /// <summary>The step of a training after which the network stood so; null: it was made elsewhere.</summary>
    public int? TrainedStep { get; init; }

    /// <summary>The sites in the order of computation; the site of depth d is the one at d - 1.</summary>
    public IReadOnlyList<SiteFacts> Sites { get; init; } = [];

    /// <summary>Whether the images are those of <c>--images</c>, which their fingerprint tells.</summary>
    [JsonIgnore]
    public bool IsOfImageFolder => DatasetFingerprint.StartsWith("image-", StringComparison.Ordinal);

    /// <summary>The recorded depths: one a site.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Depths => [.. Enumerable.Range(1, Sites.Count)];

    /// <summary>Whether weights are drawn anew for each replicate.</summary>
    [JsonIgnore]
    public bool IsRedrawn => Init.Length > 0;

    /// <summary>
    /// Every option in which two probes differ, as name and both values; sites are told by their number alone.
    /// </summary>
    /// <param name="there">One.</param>
    /// <param name="here">The other.</param>
    public static IReadOnlyList<(string Option, string There, string Here)> Between(ProbedSource there,
        ProbedSource here) =>
    [
        .. Options(there).Zip(Options(here), (a, b) => (a.Option, There: a.Value, Here: b.Value))
            .Where(d => d.There != d.Here),
        .. there.Sites.SequenceEqual(here.Sites) ? Enumerable.Empty<(string, string, string)>()
            : [("sites", $"{there.Sites.Count}", $"{here.Sites.Count}")],
    ];

    /// <summary>Every option with its value as text, in the order of a report.</summary>
    /// <param name="probe">The probe.</param>
    public static IReadOnlyList<(string Option, string Value)> Options(ProbedSource probe) =>
    [
        ("model", probe.Model), ("model-hash", probe.ModelHash),
        ("weights", probe.IsRedrawn ? $"drawn by {probe.Init}" : "stored"),
        ("state", probe.State), ("state-hash", probe.StateHash), ("norm-statistics", probe.NormStatistics),
        ("input-shape", string.Join('x', probe.InputShape)), ("signal-at", probe.SignalAt),
        ("input", string.Join(", ", probe.Inputs.Select(i => i.Text))),
        ("input-hash", string.Join(", ", probe.Inputs.Select(i => i.Hash))), ("scaling", probe.Scaling),
        ("dataset", probe.Dataset), ("dataset-fingerprint", probe.DatasetFingerprint),
        ("batch-size", $"{probe.BatchSize}"), ("seed", $"{probe.Seed}"), ("precision", OptionText.Of(probe.Precision)),
        ("trained-step", $"{probe.TrainedStep}"),
    ];
}
