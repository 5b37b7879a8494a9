namespace MomentsDnns.Results;

/// <summary>
/// With which software a run was made; it decides who may go on with the run, and not how the run is read.
/// </summary>
public sealed record RunVersions
{
    /// <summary>The version of this toolkit.</summary>
    public string Toolkit { get; init; } = "";

    /// <summary>The version of TorchSharp.</summary>
    public string TorchSharp { get; init; } = "";

    /// <summary>The version of the .NET runtime.</summary>
    public string DotNet { get; init; } = "";
}
