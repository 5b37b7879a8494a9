using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>A number behind a verdict, and where it was taken; what does not apply is null.</summary>
/// <param name="Quantity">What it is the number of, and how people are told.</param>
public sealed record EvidenceNumber(EvidenceQuantity Quantity)
{
    private readonly double? _value;

    /// <summary>The number; of <see cref="Mean"/> where that is given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get => _value ?? Mean?.Value; init => _value = value; }

    /// <summary>The number as a mean over simulations with its error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? Mean { get; init; }

    /// <summary>With what it is compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Threshold { get; init; }

    /// <summary>What is counted by depth, such as <c>layer</c> or <c>unit</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Place { get; init; }

    /// <summary>The first depth of a range.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FirstDepth { get; init; }

    /// <summary>The depth; the last of a range.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Depth { get; init; }

    /// <summary>The name of the site at <see cref="Depth"/>, in nets whose layers differ.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Site { get; init; }

    /// <summary>At which multiple of the depth it is foreseen; null where it was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TimesDepth { get; init; }

    /// <summary>How many nets show it by themselves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetCount? Nets { get; init; }

    /// <summary>What is no number, such as the name of a law.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Word { get; init; }
}
