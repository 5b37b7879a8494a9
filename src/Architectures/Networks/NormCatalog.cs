using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// The normalizations known by name, on the command line and in <c>experiment.json</c>. A new one is a file, a class
/// that derives from <see cref="Normalization.TensorNormalization"/>, and a line: a call of <see cref="Register"/>.
/// </summary>
public static class NormCatalog
{
    // The order is that of help texts.
    private static readonly NamedKinds<NormKind> Kinds = new("norm", kind => [kind.Name], kind => kind.Origin,
        [
            NormKind.None, NormKind.Batch, NormKind.Layer, NormKind.Instance, NormKind.Group, NormKind.PositionLayer,
            NormKind.RootMeanSquare,
        ]);

    /// <summary>Every normalization known, <see cref="NormKind.None"/> first.</summary>
    public static IReadOnlyList<NormKind> All => Kinds.All;

    /// <summary>The normalization of a name, or null.</summary>
    /// <param name="name">As on the command line, without groups.</param>
    public static NormKind? Find(string name) => Kinds.Find(name);

    /// <summary>
    /// Makes a normalization known by its name. Again the same one: no effect. May be called from any thread.
    /// </summary>
    /// <param name="kind">The normalization.</param>
    /// <returns>The kind, for options.</returns>
    /// <exception cref="ArgumentException">Another normalization has the name, or the name is none.</exception>
    public static NormKind Register(NormKind kind) => Kinds.Register(kind);
}
