using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>A number of a run that is no pathology, and says what its signal is like.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Depth">At which depth; the last of a range.</param>
/// <param name="Value">The mean over simulations, with its standard error.</param>
/// <param name="Meaning">How to read it.</param>
public sealed record Observation(string Name, int Depth, Estimate Value, string Meaning)
{
    /// <summary>The name of the site at the depth, in nets whose layers differ; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Site { get; init; }

    /// <summary>The depth for people: by its name, where it has one.</summary>
    [JsonIgnore]
    public string Place => Site ?? $"{Depth}";
}
