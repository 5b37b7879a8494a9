using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>What the theory of infinite width predicts of a batch-norm net: of each quantity that of which means are taken.</summary>
internal static class InfiniteWidthQuantities
{
    /// <summary>A predicted quantity.</summary>
    /// <param name="Key">For programs, see <see cref="TheoryCurve.Key"/>.</param>
    /// <param name="Quantity">Which.</param>
    /// <param name="Name">In short.</param>
    public sealed record Entry(string Key, Quantity Quantity, string Name);

    /// <summary>Every quantity, in the order of tables.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("limit-sensitivity", Quantity.Chi, "log chi"),
        .. new[]
        {
            ("limit-increment", Quantity.LayerIncrement), ("limit-norm-increment", Quantity.NormIncrement),
            ("limit-activation-increment", Quantity.ActivationIncrement), ("limit-unit-increment", Quantity.UnitIncrement),
            ("limit-branch-share", Quantity.BranchShare), ("limit-signal-rank", Quantity.SignalRank),
        }.Select(q => new Entry(q.Item1, q.Item2, q.Item2.Text)),
        new("limit-fourth-moment", Quantity.At(Statistic.Mu4Signal, Location.Norm), "mu_4(z)"),
        new("limit-absolute-moment", Quantity.At(Statistic.Nu1AbsSignal, Location.Norm), "nu_1(|z|)"),
    ];
}
