using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// The laws of weights known by name, on the command line and in <c>experiment.json</c>. A new one is a file, a class
/// that implements <see cref="Initialization.IWeightInitializer"/>, and a line: a call of <see cref="Register"/>.
/// </summary>
public static class InitializationCatalog
{
    // The order is that of help texts.
    private static readonly NamedKinds<InitializationKind> Kinds = new("init", kind => [kind.Name], kind => kind.Origin,
    [
        InitializationKind.He,
        InitializationKind.Uniform,
        InitializationKind.LeCun,
        InitializationKind.Gaussian,
        InitializationKind.Orthogonal,
        InitializationKind.KaimingUniform,
        InitializationKind.XavierUniform,
        InitializationKind.XavierNormal,
        InitializationKind.PyTorch,
    ]);

    /// <summary>Every law known.</summary>
    public static IReadOnlyList<InitializationKind> All => Kinds.All;

    /// <summary>The law of a name, or null.</summary>
    /// <param name="name">As on the command line.</param>
    public static InitializationKind? Find(string name) => Kinds.Find(name);

    /// <summary>Makes a law known by its name. Again the same one: no effect. May be called from any thread.</summary>
    /// <param name="kind">The law.</param>
    /// <returns>The kind, for options.</returns>
    /// <exception cref="ArgumentException">Another law has the name, or the name is none.</exception>
    public static InitializationKind Register(InitializationKind kind) => Kinds.Register(kind);
}
