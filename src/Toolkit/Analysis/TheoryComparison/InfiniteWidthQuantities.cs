using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// What the theory of infinite width predicts of a batch-norm net: of each quantity that of which means are taken.
/// </summary>
internal static class InfiniteWidthQuantities
{
    /// <summary>
    /// Every quantity, in the order of tables: its <see cref="TheoryCurve.Key"/>, and its name in short.
    /// </summary>
    public static IReadOnlyList<(string Key, Quantity Quantity, string Name)> All { get; } =
    [
        ("limit-sensitivity", Quantity.Chi, "log chi"),
        ("limit-increment", Quantity.LayerIncrement, Quantity.LayerIncrement.Text),
        ("limit-norm-increment", Quantity.NormIncrement, Quantity.NormIncrement.Text),
        ("limit-activation-increment", Quantity.ActivationIncrement, Quantity.ActivationIncrement.Text),
        ("limit-unit-increment", Quantity.UnitIncrement, Quantity.UnitIncrement.Text),
        ("limit-branch-share", Quantity.BranchShare, Quantity.BranchShare.Text),
        ("limit-signal-rank", Quantity.SignalRank, Quantity.SignalRank.Text),
        ("limit-fourth-moment", Quantity.At(Statistic.Mu4Signal, Location.Norm), "mu_4(z)"),
        ("limit-absolute-moment", Quantity.At(Statistic.Nu1AbsSignal, Location.Norm), "nu_1(|z|)"),
    ];
}
