namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// The activations known by name, on the command line and in <c>experiment.json</c>. A new one is a file, a struct that implements
/// <see cref="IActivationFunction{TSelf}"/>, and a line: here, or a call of <see cref="Register{TFunction}"/> elsewhere.
/// </summary>
public static class ActivationCatalog
{
    private static readonly Lock Changing = new();

    // The order is that of help texts.
    private static volatile IReadOnlyList<ActivationKind> _all =
    [
        ActivationKind.Of<Relu>(),
        ActivationKind.Of<LeakyRelu>(),
        ActivationKind.Of<Tanh>(),
        ActivationKind.Of<Erf>(),
        ActivationKind.Of<Gelu>(),
        ActivationKind.Of<Silu>(),
        ActivationKind.Of<Linear>(),
    ];

    /// <summary>Every activation known.</summary>
    public static IReadOnlyList<ActivationKind> All => _all;

    /// <summary>The activation of a name, or null.</summary>
    public static ActivationKind? Find(string name) => _all.FirstOrDefault(a => a.Name == name);

    /// <summary>Makes a function known by its name. Again the same one: no effect. May be called from any thread.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <returns>Its kind, for options.</returns>
    /// <exception cref="ArgumentException">Another function has the name, or the name is none.</exception>
    public static ActivationKind Register<TFunction>()
        where TFunction : struct, IActivationFunction<TFunction>
    {
        ActivationKind added = ActivationKind.Of<TFunction>();
        if (added.Name.Length == 0 || added.Name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            throw new ArgumentException(
                $"activation {added.Name}: a name is of lower-case letters, digits and dashes; name {typeof(TFunction).Name} so");
        }

        lock (Changing)
        {
            if (Find(added.Name) is not { } known)
            {
                _all = [.. _all, added];
                return added;
            }

            if (known.Function == added.Function) return known;
            throw new ArgumentException(
                $"activation {added.Name}: {known.Function.Name} has this name already; give {typeof(TFunction).Name} another");
        }
    }
}
