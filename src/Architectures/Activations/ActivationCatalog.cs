using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// The activations known by name, on the command line and in <c>experiment.json</c>. A new one is a file, a struct that
/// implements <see cref="IActivationFunction{TSelf}"/>, and a line: here, or a call of
/// <see cref="Register{TFunction}"/> elsewhere.
/// </summary>
public static class ActivationCatalog
{
    // The order is that of help texts.
    private static readonly NamedKinds<ActivationKind> Kinds =
        new("activation", kind => [kind.Name], kind => kind.Function,
    [
        ActivationKind.Of<Relu>(),
        ActivationKind.Of<LeakyRelu>(),
        ActivationKind.Of<Tanh>(),
        ActivationKind.Of<Erf>(),
        ActivationKind.Of<Gelu>(),
        ActivationKind.Of<Silu>(),
        ActivationKind.Of<Elu>(),
        ActivationKind.Of<Selu>(),
        ActivationKind.Of<Linear>(),
    ]);

    /// <summary>Every activation known.</summary>
    public static IReadOnlyList<ActivationKind> All => Kinds.All;

    /// <summary>The activation of a name, or null.</summary>
    public static ActivationKind? Find(string name) => Kinds.Find(name);

    /// <summary>
    /// Makes a function known by its name. Again the same one: no effect. May be called from any thread.
    /// </summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <returns>Its kind, for options.</returns>
    /// <exception cref="ArgumentException">Another function has the name, or the name is none.</exception>
    public static ActivationKind Register<TFunction>()
        where TFunction : struct, IActivationFunction<TFunction> => Kinds.Register(ActivationKind.Of<TFunction>());
}
