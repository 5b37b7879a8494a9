using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Propagation.Probes;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>A layer as a random matrix and a random Bernoulli vector; the targets of ten classes.</summary>
internal static class CoinClaims
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        new("Vanilla nets", "ReLU is like a random Bernoulli vector: fair coins in its place give one input and its "
        + "noise the same law; not a batch its ranks", "talk", ClaimFigure.Coins, Coins)
        {
            Bound = "means and variances of log ν₂(x) and log μ₂(dx) within 4 standard errors of their difference; "
                + "r_eff(x) larger with coins",
        },
        new("Targets", "one-hot targets need classes − 1 directions: r_eff = classes − 1", "talk", ClaimFigure.Vanilla,
            Targets) { Bound = "10 balanced classes, to 1e-6" },
    ];

    private static ClaimOutcome Coins(ClaimRuns runs)
    {
        CoinNets relu = runs.Measured.Probes.Relu, coins = runs.Measured.Probes.Coins;
        Estimate rank = Estimate.Of([.. relu.Ranks]), other = Estimate.Of([.. coins.Ranks]);
        ClaimOutcome signal = SameLaw("log ν₂(x)", relu.LogSignal, coins.LogSignal),
            noise = SameLaw("log μ₂(dx)", relu.LogNoise, coins.LogNoise);

        ClaimCheck[] checks =
        [
            .. signal.Checks, .. noise.Checks,
            ClaimCheck.Of("r_eff(x) with coins minus with ReLU", Difference(other, rank), AtLeast(0)),
        ];

        return new(checks, $"log ν₂(x): {signal.Measured}; log μ₂(dx): {noise.Measured} (z); r_eff(x) {Text(rank)} "
            + $"with ReLU, {Text(other)} with coins")
        { Nets = $"{relu.LogSignal.Count} of each, {relu.Ranks.Count} for ranks" };
    }

    private static ClaimOutcome SameLaw(string quantity, IReadOnlyList<double> relu, IReadOnlyList<double> coins)
    {
        Estimate first = Estimate.OfVariance([.. relu]), second = Estimate.OfVariance([.. coins]),
            means = Difference(Estimate.Of([.. coins]), Estimate.Of([.. relu])), variances = Difference(second, first);

        ClaimCheck[] checks = [Alike("mean", means), Alike("variance", variances)];

        return new(checks, string.Create(CultureInfo.InvariantCulture, $"variance {Text(first)} with ReLU, "
            + $"{Text(second)} with coins, means {means.T:+0.0;-0.0}, variances {variances.T:+0.0;-0.0}"));

        ClaimCheck Alike(string of, Estimate difference) =>
            ClaimCheck.Of($"{of} of {quantity} with coins minus with ReLU, in standard errors", difference.T,
                Within(-4, 4)) with
            { Numbers = [Number("difference", difference)] };
    }

    private static ClaimOutcome Targets(ClaimRuns runs)
    {
        double rank = runs.Measured.Probes.TargetRank;

        ClaimCheck[] checks = [ClaimCheck.Of("r_eff of the targets of 10 classes", rank, Within(9 - 1e-6, 9 + 1e-6))];

        return new(checks, string.Create(CultureInfo.InvariantCulture, $"r_eff {rank:F6}")) { Nets = "0" };
    }
}
