using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>Where a run's signals and finite noises were lost, in words.</summary>
public static class DegeneracyText
{
    /// <summary>
    /// A sentence without a stop for each cause, such as <c>the signal overflowed in float32 at layer 87 to 93 in 8 of
    /// 8 simulations</c>.
    /// </summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<string> Of(RunResults run) =>
        Of(run.Facts, run.Degeneracies.Values.Concat(run.NoiseDegeneracies.Values), run.Simulations.Count);

    /// <summary>The same of degeneracies alone.</summary>
    /// <param name="facts">Of what net.</param>
    /// <param name="degeneracies">Of signals and of noises, one for each simulation at most.</param>
    /// <param name="simulations">How many simulations there are in all.</param>
    public static IReadOnlyList<string> Of(NetworkFacts facts, IEnumerable<Degeneracy> degeneracies, int simulations) =>
    [
        .. degeneracies.GroupBy(l => l.Cause).OrderBy(g => g.Key).Select(group =>
        {
            (int first, int last) = (group.Min(l => l.Depth), group.Max(l => l.Depth));
            string where = first == last ? At(facts, first)
                : $"{At(facts, first)} to {(facts.Along is null ? $"{last}" : At(facts, last))}";
            string share = $"in {group.Count()} of {simulations} simulations";
            return group.Key == DegeneracyCause.ConstantInput
                ? $"the images of the batch were all alike {share}: there was no signal"
                : $"the {What(group.Key, Range(facts))} at {where} {share}";
        }),
    ];

    // A depth by its name, where it has one.
    private static string At(NetworkFacts facts, int depth) => facts.Along is { } along && depth >= 1
        && depth <= along.Count ? along[depth - 1].Name : $"{facts.Unit} {depth}";

    /// <summary>The numbers whose range or rounding a signal left, such as <c>float32</c>.</summary>
    /// <param name="facts">Of what net.</param>
    internal static string Range(NetworkFacts facts) =>
        facts.Precision is { } precision ? OptionText.Of(precision) : "its numbers";

    private static string What(DegeneracyCause cause, string precision) => cause switch
    {
        DegeneracyCause.Rounding => $"signal was lost in the rounding of {precision}",
        DegeneracyCause.Overflow => $"signal overflowed in {precision}",
        DegeneracyCause.Underflow => $"signal left the range of {precision} downward",
        DegeneracyCause.Zero => "signal was found to be 0, every unit off for every input,",
        DegeneracyCause.NoiseRounding => $"finite noise was lost in the rounding of {precision}",
        DegeneracyCause.Diverged => "loss was not finite any more",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "unknown cause"),
    };
}
