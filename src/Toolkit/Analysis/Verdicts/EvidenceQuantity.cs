namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a number behind a verdict is the number of, and how people are told. Equal by name.</summary>
/// <param name="name">In JSON, such as <c>growth of log chi a layer</c>.</param>
/// <param name="say">The number in words, without a stop; empty where it needs no words.</param>
public sealed class EvidenceQuantity(string name, Func<EvidenceNumber, string> say) : IEquatable<EvidenceQuantity>
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>
    /// Whether its words go on with the phrase before them, behind a comma, rather than begin one, behind a semicolon.
    /// </summary>
    public bool GoesOn { get; init; }

    /// <summary>A number of it in words; empty where it needs none.</summary>
    /// <param name="number">The number.</param>
    public string Say(EvidenceNumber number) => say(number);

    /// <inheritdoc/>
    public bool Equals(EvidenceQuantity? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EvidenceQuantity);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
