using System.Text.Json.Serialization;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a number behind a verdict is the number of, and how people are told.</summary>
/// <param name="Name">In JSON, such as <c>growth of log chi a layer</c>.</param>
/// <param name="Say">A number of it in words, without a stop; empty where it needs no words.</param>
[JsonConverter(typeof(NameConverter<EvidenceQuantity>))]
public sealed record EvidenceQuantity(string Name, Func<EvidenceNumber, string> Say)
{
    /// <summary>
    /// Whether its words go on with the phrase before them, behind a comma, rather than begin one, behind a semicolon.
    /// </summary>
    public bool GoesOn { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
