using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Propagation.Probes;
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
        (bool signal, string first) = SameLaw(relu.LogSignal, coins.LogSignal);
        (bool noise, string second) = SameLaw(relu.LogNoise, coins.LogNoise);
        Estimate rank = Estimate.Of([.. relu.Ranks]), other = Estimate.Of([.. coins.Ranks]);
        return new(Evidence.All(signal && noise ? ClaimVerdict.Supported : ClaimVerdict.NotSupported,
            AtLeast(Difference(other, rank), 0)),
            $"log ν₂(x): {first}; log μ₂(dx): {second} (z); r_eff(x) {Text(rank)} with ReLU, {Text(other)} with coins")
        { Nets = $"{relu.LogSignal.Count} of each, {relu.Ranks.Count} for ranks" };
    }

    private static (bool, string) SameLaw(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        Estimate first = Estimate.OfVariance([.. a]), second = Estimate.OfVariance([.. b]);
        double mean = Difference(Estimate.Of([.. b]), Estimate.Of([.. a])).T, variance = Difference(second, first).T;
        return (Math.Abs(mean) <= 4 && Math.Abs(variance) <= 4,
            string.Create(CultureInfo.InvariantCulture, $"variance {Text(first)} with ReLU, {Text(second)} with "
            + $"coins, means {mean:+0.0;-0.0}, variances {variance:+0.0;-0.0}"));
    }

    private static ClaimOutcome Targets(ClaimRuns runs)
    {
        double rank = runs.Measured.Probes.TargetRank;
        return new(Math.Abs(rank - 9) <= 1e-6 ? ClaimVerdict.Supported
            : ClaimVerdict.NotSupported, string.Create(CultureInfo.InvariantCulture, $"r_eff {rank:F6}"))
        {
            Nets =
            "0"
        };
    }
}
