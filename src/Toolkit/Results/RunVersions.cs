namespace MomentsDnns.Results;

/// <summary>With which software a run was made; kept beside it, and without influence on how it is read.</summary>
public sealed record RunVersions
{
    /// <summary>The version of this toolkit.</summary>
    public string Toolkit { get; init; } = "";

    /// <summary>The version of TorchSharp.</summary>
    public string TorchSharp { get; init; } = "";

    /// <summary>The version of the .NET runtime.</summary>
    public string DotNet { get; init; } = "";
}
