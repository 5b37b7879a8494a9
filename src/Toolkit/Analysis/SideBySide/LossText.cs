using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>Where a run's signals and finite noises were lost, in words.</summary>
public static class LossText
{
    /// <summary>
    /// A sentence without a stop for each cause, such as <c>the signal overflowed in float32 at layer 87 to 93 in 8 of 8 simulations</c>.
    /// </summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<string> Of(RunResults run) => Of(run.Facts, run.Losses.Values.Concat(run.NoiseLosses.Values), run.Simulations.Count);

    /// <summary>The same of losses alone.</summary>
    /// <param name="facts">Of what net.</param>
    /// <param name="losses">Of signals and of noises, one for each simulation at most.</param>
    /// <param name="simulations">How many simulations there are in all.</param>
    public static IReadOnlyList<string> Of(NetworkFacts facts, IEnumerable<SignalLoss> losses, int simulations) =>
    [
        .. losses.GroupBy(l => l.Cause).OrderBy(g => g.Key).Select(group =>
        {
            (int first, int last) = (group.Min(l => l.Depth), group.Max(l => l.Depth));
            string where = first == last ? $"{first}" : $"{first} to {last}";
            string share = $"in {group.Count()} of {simulations} simulations";
            return group.Key == LossCause.ConstantInput
                ? $"the images of the batch were all alike {share}: there was no signal"
                : $"the {What(group.Key, Range(facts))} at {facts.Unit} {where} {share}";
        }),
    ];

    /// <summary>The numbers whose range or rounding a signal left, such as <c>float32</c>.</summary>
    /// <param name="facts">Of what net.</param>
    internal static string Range(NetworkFacts facts) => facts.Precision is { } precision ? OptionText.Of(precision) : "its numbers";

    private static string What(LossCause cause, string precision) => cause switch
    {
        LossCause.Rounding => $"signal was lost in the rounding of {precision}",
        LossCause.Overflow => $"signal overflowed in {precision}",
        LossCause.Underflow => $"signal left the range of {precision} downward",
        LossCause.Zero => "signal was found to be 0, every unit off for every input,",
        LossCause.NoiseRounding => $"finite noise was lost in the rounding of {precision}",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "unknown cause"),
    };
}
