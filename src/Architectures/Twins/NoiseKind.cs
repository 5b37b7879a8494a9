namespace MomentsDnns.Architectures.Twins;

/// <summary>What the noise half of a twin batch holds.</summary>
public enum NoiseKind
{
    /// <summary>A tangent dx: it travels by the layer's derivative at the signal.</summary>
    Tangent,

    /// <summary>
    /// The difference of a perturbed copy and the signal: f(x + dx) - f(x). Linear layers treat it as they treat a
    /// tangent; the others evaluate both.
    /// </summary>
    Finite,
}
