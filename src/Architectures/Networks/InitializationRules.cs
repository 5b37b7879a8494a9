namespace MomentsDnns.Architectures.Networks;

/// <summary>The rules of variances and radii: each belongs to some laws, and must be a number that such a law can have.</summary>
internal static class InitializationRules
{
    /// <summary>Every rule that options break.</summary>
    public static IEnumerable<OptionFault> Broken(NetworkOptions options)
    {
        InitializationKind kind = options.Initialization;
        bool isUniform = kind == InitializationKind.Uniform;
        bool hasFreeVariance = kind is InitializationKind.Gaussian or InitializationKind.Orthogonal;
        (string Option, double? Value, bool Belongs, string To, bool MayBeZero)[] rules =
        [
            ("weight-variance", options.WeightVariance, hasFreeVariance || isUniform, "gaussian, orthogonal or uniform", false),
            ("bias-variance", options.BiasVariance, hasFreeVariance, "gaussian or orthogonal", true),
            ("weight-radius", options.WeightRadius, isUniform, "uniform", false),
            ("bias-radius", options.BiasRadius, isUniform, "uniform", true),
        ];
        foreach ((string option, double? value, bool belongs, string to, bool mayBeZero) in rules)
        {
            if (value is not { } given) continue;
            if (!belongs)
            {
                yield return new(option, OptionFault.Format(given),
                    $"belongs to --init {to}, this one is {OptionFault.Format(kind.ToString())}", $"leave it out, or take --init {to.Split(',', ' ')[0]}");
            }

            if (NotANumberOf(option, given, mayBeZero) is { } fault) yield return fault;
        }

        if (options is { WeightVariance: { } variance, WeightRadius: not null } && isUniform)
        {
            yield return new("weight-variance", OptionFault.Format(variance), "contradicts --weight-radius: each follows from the other",
                "leave one of them out");
        }

        foreach ((string option, double? value, bool mayBeZero) in new[]
        {
            ("scale-radius", options.ScaleRadius, false), ("shift-radius", options.ShiftRadius, true),
        })
        {
            if (value is not { } given) continue;
            if (options.Norm == NormKind.None)
            {
                yield return new(option, OptionFault.Format(given), "belongs to normalized nets, this one has no norm",
                    "leave it out, or take --norm batch");
            }

            if (NotANumberOf(option, given, mayBeZero) is { } fault) yield return fault;
        }
    }

    // Squares of the largest must stay within 32-bit floats.
    private static OptionFault? NotANumberOf(string option, double value, bool mayBeZero) =>
        value <= 1e15 && (value > 0 || (mayBeZero && value == 0))
            ? null
            : new(option, OptionFault.Format(value), mayBeZero ? "must be from 0 to 1e15" : "must be above 0 and at most 1e15", "take 1, for instance");
}
