using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>Where a run's signals were lost, in words.</summary>
public static class LossText
{
    /// <summary>A sentence without a stop for each cause, such as <c>overflowed in float32 at layer 87 to 93 in 8 of 8 simulations</c>.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<string> Of(RunResults run) =>
    [
        .. run.Losses.Values.GroupBy(l => l.Cause).OrderBy(g => g.Key).Select(group =>
        {
            (int first, int last) = (group.Min(l => l.Depth), group.Max(l => l.Depth));
            string where = first == last ? $"{first}" : $"{first} to {last}";
            string place = run.Configuration.Network.Topology == Topology.Residual ? "unit" : "layer";
            string precision = OptionText.Of(run.Configuration.Precision);
            string what = group.Key == LossCause.Overflow ? $"overflowed in {precision}" : $"was lost in the rounding of {precision}";
            return $"the signal {what} at {place} {where} in {group.Count()} of {run.Simulations.Count} simulations";
        }),
    ];
}
