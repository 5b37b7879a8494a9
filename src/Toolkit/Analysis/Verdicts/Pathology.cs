namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// What can go wrong with depth in a network at initialization, as a name. A new one comes with the
/// <see cref="IJudge"/> of it. Equal by name.
/// </summary>
/// <param name="name">Lower-case letters, digits and dashes, such as <c>exploding-sensitivity</c>.</param>
public sealed class Pathology(string name) : IEquatable<Pathology>
{
    /// <summary>mu_2(x)/nu_2(x) goes to 0: all inputs become one point.</summary>
    public static Pathology ZeroDimensionalSignal { get; } = new("zero-dimensional-signal");

    /// <summary>r_eff(x) goes to 1: all inputs come to lie on one line.</summary>
    public static Pathology OneDimensionalSignal { get; } = new("one-dimensional-signal");

    /// <summary>chi grows at least exponentially: noise drowns the signal.</summary>
    public static Pathology ExplodingSensitivity { get; } = new("exploding-sensitivity");

    /// <summary>nu_2(x) grows exponentially.</summary>
    public static Pathology ExplodingActivations { get; } = new("exploding-activations");

    /// <summary>nu_2(x) falls exponentially.</summary>
    public static Pathology VanishingActivations { get; } = new("vanishing-activations");

    /// <summary>The name, as in JSON.</summary>
    public string Name => name;

    /// <summary>For people: <c>exploding sensitivity</c>.</summary>
    public string Text => name.Replace('-', ' ');

    /// <inheritdoc/>
    public bool Equals(Pathology? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pathology);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
