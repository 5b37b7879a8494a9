using System.Text.Json.Serialization;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// What can go wrong with depth in a network at initialization, as a name. A new one comes with the
/// <see cref="IJudge"/> of it.
/// </summary>
/// <param name="Name">
/// Lower-case letters, digits and dashes, as in JSON, such as <c>exploding-sensitivity</c>.
/// </param>
[JsonConverter(typeof(NameConverter<Pathology>))]
public sealed record Pathology(string Name)
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

    /// <summary>For people: <c>exploding sensitivity</c>.</summary>
    public string Text => Name.Replace('-', ' ');

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
