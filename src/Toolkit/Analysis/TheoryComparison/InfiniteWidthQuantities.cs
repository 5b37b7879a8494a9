using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>What the theory of infinite width predicts of a batch-norm net, as curves of a run, measured or predicted.</summary>
internal static class InfiniteWidthQuantities
{
    /// <summary>Values [simulations, depths], or null where a run does not hold them.</summary>
    /// <param name="Quantity">Which.</param>
    /// <param name="Name">In short.</param>
    /// <param name="Values">Takes them from a run.</param>
    public sealed record Entry(TheoryQuantity Quantity, string Name, Func<RunResults, double[,]?> Values);

    /// <summary>Every quantity, in the order of tables.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new(TheoryQuantity.LimitSensitivity, "log chi", run => Values(run, Statistic.Chi, run.Facts.Output)),
        Increment(TheoryQuantity.LimitIncrement, "delta chi", IncrementKind.Layer),
        Increment(TheoryQuantity.LimitNormIncrement, "delta_BN chi", IncrementKind.Normalization),
        Increment(TheoryQuantity.LimitActivationIncrement, "delta_phi chi", IncrementKind.Activation),
        Increment(TheoryQuantity.LimitUnitIncrement, "delta chi of the unit", IncrementKind.Unit),
        new(TheoryQuantity.LimitBranchShare, "share of the branch", BranchShare),
        new(TheoryQuantity.LimitSignalRank, "r_eff(x)", run => Values(run, Statistic.EffectiveRankSignal, Location.Activation)),
        new(TheoryQuantity.LimitFourthMoment, "mu_4(z)", run => Exponentials(Values(run, Statistic.Mu4Signal, Location.Norm))),
        new(TheoryQuantity.LimitAbsoluteMoment, "nu_1(|z|)", run => Exponentials(Values(run, Statistic.Nu1AbsSignal, Location.Norm))),
    ];

    private static Entry Increment(TheoryQuantity quantity, string name, IncrementKind kind) => new(quantity, name, run => Increments.Find(run, kind)?.Values);

    private static double[,]? Values(RunResults run, Statistic statistic, Location place) =>
        run.Find(statistic, place) is { } curve ? Table(run, (s, d) => curve[s, d]) : null;

    private static double[,]? BranchShare(RunResults run) =>
        run.Find(Statistic.Mu2Signal, Location.Branch) is { } branch && run.Find(Statistic.Mu2Signal, Location.Sum) is { } sum
            ? Table(run, (s, d) => Math.Exp(branch[s, d] - sum[s, d]))
            : null;

    private static double[,]? Exponentials(double[,]? values)
    {
        if (values is null) return null;
        double[,] result = new double[values.GetLength(0), values.GetLength(1)];
        for (int s = 0; s < values.GetLength(0); s++)
        {
            for (int d = 0; d < values.GetLength(1); d++) result[s, d] = Math.Exp(values[s, d]);
        }

        return result;
    }

    private static double[,] Table(RunResults run, Func<int, int, double> value)
    {
        double[,] table = new double[run.Simulations.Count, run.Depths.Count];
        for (int s = 0; s < run.Simulations.Count; s++)
        {
            for (int d = 0; d < run.Depths.Count; d++) table[s, d] = value(s, d);
        }

        return table;
    }
}
