using System.Text.Json.Serialization;

namespace MomentsDnns.Results.Storage;

/// <summary>The content of <c>experiment.json</c>.</summary>
internal sealed record ExperimentDocument
{
    /// <summary>The name of the file in a run's folder.</summary>
    public const string FileName = "experiment.json";

    /// <summary>
    /// The format that this toolkit writes. It reads format 1 too, which lacked options that had one value then, format
    /// 2, which had no checksums, format 3, which knew no probed networks, format 4, whose probes had no inputs but
    /// images, and format 5, which knew no training.
    /// </summary>
    public const int CurrentFormat = 6;

    /// <summary>The first format that knows trainings.</summary>
    public const int FirstWithTraining = 6;

    /// <summary>The first format that knows probed networks.</summary>
    public const int FirstWithProbes = 4;

    /// <summary>The first format whose probes tell where the signal begins and what else enters.</summary>
    public const int FirstWithInputs = 5;

    /// <summary>The first format whose files carry checksums: this one, and every part.</summary>
    public const int FirstWithChecksums = 3;

    /// <summary>The first format.</summary>
    public const int FirstFormat = 1;

    /// <summary>The format's version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Whether this file and every part must carry a checksum.</summary>
    [JsonIgnore]
    public bool HasChecksums => Format >= FirstWithChecksums;

    /// <summary>
    /// The <see cref="ExperimentFingerprint"/>, as the parts carry it; empty until the document was read or written.
    /// </summary>
    [JsonIgnore]
    public string Fingerprint { get; init; } = "";

    /// <summary>Where the numbers come from.</summary>
    public RunSource Source { get; init; }

    /// <summary>With which software the run was begun, or imported.</summary>
    public RunVersions Versions { get; init; } = new();

    /// <summary>
    /// The whole configuration; null where it is not known (imported, and not declared), or the network was probed.
    /// </summary>
    public ExperimentConfiguration? Configuration { get; init; }

    /// <summary>What an imported file tells; null for measured runs.</summary>
    public ImportedSource? Imported { get; init; }

    /// <summary>What was probed; null for our own networks and imports.</summary>
    public ProbedSource? Probed { get; init; }

    /// <summary>How the nets were trained; null where they were not.</summary>
    public TrainedSource? Trained { get; init; }

    /// <summary>The recorded depths, ascending; of a training the steps.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Depths =>
        Imported?.Depths ?? Probed?.Depths ?? Trained?.Depths ?? Configuration!.RecordedDepths;
}
