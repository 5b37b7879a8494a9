namespace MomentsDnns.Analysis.Growth;

/// <summary>The shapes and names of <see cref="GrowthLaw"/>.</summary>
public static class GrowthLaws
{
    // In the order of the laws.
    private static readonly (string Law, string Exponent)[] Names =
        [("exponential", "gamma"), ("power law", "tau"), ("saturation", "b")];

    /// <summary>Every law.</summary>
    public static IReadOnlyList<GrowthLaw> All { get; } = Enum.GetValues<GrowthLaw>();

    /// <summary>The shape s(l) of log C + exponent s(l).</summary>
    /// <param name="law">The law.</param>
    /// <param name="depth">l, above 0.</param>
    /// <param name="powerLawOffset">
    /// What is added to l in power laws, 0 or more: see <see cref="GrowthFit.PowerLawOffset"/>.
    /// </param>
    public static double Shape(this GrowthLaw law, double depth, double powerLawOffset = 0) => law switch
    {
        GrowthLaw.Exponential => depth,
        GrowthLaw.PowerLaw => Math.Log(depth + powerLawOffset),
        GrowthLaw.Saturation => -1 / Math.Sqrt(depth),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "unknown law"),
    };

    /// <summary>For people: <c>exponential</c>, <c>power law</c>, <c>saturation</c>.</summary>
    /// <param name="law">The law.</param>
    public static string Name(this GrowthLaw law) => Names[(int)law].Law;

    /// <summary>The exponent's name: gamma (a layer), tau, b.</summary>
    /// <param name="law">The law.</param>
    public static string ExponentName(this GrowthLaw law) => Names[(int)law].Exponent;
}
