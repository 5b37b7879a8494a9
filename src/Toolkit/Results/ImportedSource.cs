using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>
/// What is known of results that were read from a file of the reference implementation's format. Such a file tells
/// neither width nor batch size, kernel, dataset or seed.
/// </summary>
public sealed record ImportedSource
{
    /// <summary>The file's name, without its folder.</summary>
    public string File { get; init; } = "";

    /// <summary>The SHA-256 of the file's bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The topology by which its locations were named.</summary>
    public Topology Topology { get; init; } = Topology.Feedforward;

    /// <summary>
    /// The normalization by which its locations were named; the file tells only whether there is one.
    /// </summary>
    public NormKind Norm { get; init; } = NormKind.None;

    /// <summary>H, the layers in a residual unit; null in feedforward nets.</summary>
    public int? ResidualDepth { get; init; }

    /// <summary>The recorded depths, ascending.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [];

    /// <summary>
    /// Whether whoever imported the file declared its whole configuration; where false, this record is all that is
    /// known of the net.
    /// </summary>
    public bool ConfigurationIsDeclared { get; init; }
}
