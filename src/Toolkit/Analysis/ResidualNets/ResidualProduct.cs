using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.ResidualNets;

/// <summary>
/// chi^l of a normalized residual net at large width, by the product over units of (1 + p_k (Delta_k^2 - 1))^(1/2) in
/// each simulation, from the chi that was measured before the first recorded unit on. Nothing is fitted.
/// </summary>
/// <remarks>
/// Delta_k = chi after the whole branch / chi before the unit is measured. p_k is 1 / (k + a) where branches are of one
/// power, and measured elsewhere. Between recorded units Delta^2 is interpolated on log k, 1 / p on k.
/// </remarks>
/// <param name="Depths">The recorded units, ascending: the columns.</param>
/// <param name="ShareOffset">a of the shares 1 / (l + a); null where the measured shares are taken.</param>
/// <param name="BranchGrowth">[simulations, depths]: Delta^2.</param>
/// <param name="Shares">[simulations, depths]: p, as the product takes it.</param>
/// <param name="LogChi">[simulations, depths]: the natural logarithms of the product after each recorded unit.</param>
/// <param name="Residuals">[simulations, depths]: log chi measured minus log chi of the product.</param>
public sealed record ResidualProduct(IReadOnlyList<int> Depths, ShareOffset? ShareOffset, double[,] BranchGrowth,
    double[,] Shares, double[,] LogChi, double[,] Residuals)
{
    /// <summary>The product of a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>
    /// The product, NaN from where on a simulation lost its signal; null where it does not apply
    /// (<see cref="PredictionConditions.UnitsSumPowers"/>) or chi before, in and after the units, or the measured
    /// shares it would take, were not recorded.
    /// </returns>
    public static ResidualProduct? Of(RunResults run)
    {
        if (!new PredictionConditions(run).UnitsSumPowers || run.Depths.Count == 0) return null;
        if (run.Find(Statistic.Chi, Location.Input) is not { } before
            || run.Find(Statistic.Chi, Location.Branch) is not { } branch
            || run.Find(Statistic.Chi, Location.Sum) is not { } sum)
        {
            return null;
        }

        ShareOffset? offset = ResidualNets.ShareOffset.Of(run);
        Func<int, int, double>? share = offset is { } known
            ? (_, d) => ResidualTheory.BranchShare(run.Depths[d], known.Value)
            : Quantity.BranchShare.Find(run) is { } measured ? measured.Linear : null;
        if (share is null) return null;

        int simulations = run.Simulations.Count, depths = run.Depths.Count;
        double[,] growth = Table((s, d) => Math.Exp(2 * (branch[s, d] - before[s, d]))), shares = Table(share),
            product = Table((s, d) => Step(run.Depths, growth, shares, s, d));
        for (int s = 0; s < simulations; s++)
        {
            double log = before[s, 0];
            for (int d = 0; d < depths; d++) product[s, d] = log += product[s, d];
        }

        return new(run.Depths, offset, growth, shares, product, Table((s, d) => sum[s, d] - product[s, d]));

        double[,] Table(Func<int, int, double> value) => CurveTables.Table(simulations, depths, value);
    }

    // The logarithms of the increments of the units after the last recorded one, up to this.
    private static double Step(IReadOnlyList<int> depths, double[,] growth, double[,] shares, int s, int d)
    {
        double sum = Increment(growth[s, d], shares[s, d]);
        if (d == 0) return sum;
        (int first, int last) = (depths[d - 1], depths[d]);
        double width = Math.Log((double)last / first);
        for (int k = first + 1; k < last; k++)
        {
            double ofGrowth = Math.Log((double)k / first) / width, ofShare = (double)(k - first) / (last - first);
            sum += Increment(growth[s, d - 1] + (ofGrowth * (growth[s, d] - growth[s, d - 1])),
                1 / ((1 / shares[s, d - 1]) + (ofShare * ((1 / shares[s, d]) - (1 / shares[s, d - 1])))));
        }

        return sum;
    }

    private static double Increment(double growth, double share) => 0.5 * Math.Log(1 + (share * (growth - 1)));
}
