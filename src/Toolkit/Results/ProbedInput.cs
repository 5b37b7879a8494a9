using System.Text.Json.Serialization;

namespace MomentsDnns.Results;

/// <summary>An array of a file that entered a probed network.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="File">The file's name without the folder.</param>
/// <param name="Hash">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record ProbedInput(string Name, string File, string Hash)
{
    /// <summary>As on the command line: <c>NAME=FILE</c>.</summary>
    [JsonIgnore]
    public string Text => $"{Name}={File}";
}
