using System.Reflection;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// The rules of variances and radii: each belongs to some laws, and must be a number that such a law can have.
/// </summary>
internal static class InitializationRules
{
    /// <summary>Every rule that options break.</summary>
    public static IEnumerable<OptionFault> Broken(NetworkOptions options)
    {
        InitializationKind kind = options.Initialization;
        (string Option, double? Value, Func<InitializationKind, bool> Belongs, bool MayBeZero)[] rules =
        [
            (nameof(options.WeightVariance), options.WeightVariance, k => k.TakesVariances || k.TakesRadii, false),
            (nameof(options.BiasVariance), options.BiasVariance, k => k.TakesVariances, true),
            (nameof(options.WeightRadius), options.WeightRadius, k => k.TakesRadii, false),
            (nameof(options.BiasRadius), options.BiasRadius, k => k.TakesRadii, true),
        ];
        foreach ((string option, double? value, Func<InitializationKind, bool> belongs, bool mayBeZero) in rules)
        {
            if (value is not { } given) continue;
            if (!belongs(kind))
            {
                string[] names =
                    [.. InitializationCatalog.All.Where(belongs).Select(k => k.Name).Order(StringComparer.Ordinal)];
                yield return new(option, OptionFault.Format(given),
                    $"belongs to {{Initialization}} {Alternatives(names)}, this one is {kind.Name}",
                    $"leave it out, or take {{Initialization = {InCode(names[0])}}}");
            }

            if (NotANumberOf(option, given, mayBeZero) is { } fault) yield return fault;
        }

        if (options is { WeightVariance: { } variance, WeightRadius: not null } && kind.TakesRadii)
        {
            yield return new(nameof(options.WeightVariance), OptionFault.Format(variance),
                "contradicts {WeightRadius}: each follows from the other",
                "leave one of them out");
        }

        foreach ((string option, double? value, bool mayBeZero) in new[]
        {
            (nameof(options.ScaleRadius), options.ScaleRadius, false),
                (nameof(options.ShiftRadius), options.ShiftRadius, true),
        })
        {
            if (value is not { } given) continue;
            if (!options.Norm.Exists)
            {
                yield return new(option, OptionFault.Format(given), "belongs to normalized nets, this one has no norm",
                    "leave it out, or take {Norm = NormKind.Batch}");
            }

            if (NotANumberOf(option, given, mayBeZero) is { } fault) yield return fault;
        }
    }

    // Such as InitializationKind.Gaussian; a law from elsewhere by its name.
    private static string InCode(string name) =>
        typeof(InitializationKind).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .FirstOrDefault(p => OptionFault.Format(p.Name) == name) is { } known
            ? $"{nameof(InitializationKind)}.{known.Name}"
            : name;

    // Such as: gaussian, orthogonal or uniform.
    private static string Alternatives(string[] names) =>
        names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    // Squares of the largest must stay within 32-bit floats.
    private static OptionFault? NotANumberOf(string option, double value, bool mayBeZero) =>
        value <= 1e15 && (value > 0 || (mayBeZero && value == 0))
            ? null
            : new(option, OptionFault.Format(value), mayBeZero ? "must be from 0 to 1e15"
            : "must be above 0 and at most 1e15", "take 1, for instance");
}
