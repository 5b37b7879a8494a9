using System.Globalization;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Resnets of every other norm, against the feedforward nets of the same.</summary>
internal static class NormResidualClaims
{
    private const string Group = "Other norms";

    private static readonly (string Name, ClaimRun Feedforward, ClaimRun Residual)[] Pairs =
    [
        ("layer", ClaimRun.LayerNormConvolutional, ClaimRun.LayerNormResidual),
        ("group", ClaimRun.GroupNormConvolutional, ClaimRun.GroupNormResidual),
        ("instance", ClaimRun.InstanceNormConvolutional, ClaimRun.InstanceNormResidual),
    ];

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "group-norm resnets: χ grows no faster than a power law", "talk", ClaimFigure.NormsResidual,
        Group8) { Bound = "exploding sensitivity judged absent, convolutional" },
        .. Pairs.Select(pair => new Claim(Group, $"the {pair.Name}-norm resnet is a logarithmic version of the "
            + "feedforward net, by the share of its own branch", "talk", ClaimFigure.NormsResidual,
            runs => Version(runs, pair.Feedforward, pair.Residual)) { Bound =
                "layer of equal χ against sum of shares: a line to 2% of its range, convolutional" }),
    ];

    private static ClaimOutcome Group8(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.GroupNormResidual];
        PathologyVerdict verdict = runs.Judged(ClaimRun.GroupNormResidual)[Pathology.ExplodingSensitivity];

        ClaimCheck[] checks = [ClaimCheck.That(verdict, Presence.Absent, InNets(run))];

        return new(checks, $"log₁₀ χ {Text(Log10Chi(run))} at {run.Depths[^1]}; {verdict.Sentence}");
    }

    private static ClaimOutcome Version(ClaimRuns runs, ClaimRun feedforward, ClaimRun residual)
    {
        RunResults resnet = runs[residual], plain = runs[feedforward];
        double[] shares = ShareClock.Scaled(resnet);
        int tenth = shares.Length / 10;
        LogarithmicVersion? map = LogarithmicVersion.Find(plain, resnet, ShareClock.Of(resnet)),
            log = LogarithmicVersion.Find(plain, resnet);

        ClaimCheck[] checks =
        [
            map is null ? ClaimCheck.That("four units or more have a χ that the feedforward net has", false)
            : ClaimCheck.Of("misfit of the layer of equal χ to a line in the sum of shares, of its range",
                map.MisfitShare, AtMost(ClaimRuns.Options.LargestMisfit)),
        ];

        string share = string.Create(CultureInfo.InvariantCulture, $"share × (l + 1): {shares[tenth]:F2} at unit "
            + $"{resnet.Depths[tenth]}, {shares[^1]:F2} at {resnet.Depths[^1]}");
        string byLog = log is null ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (against log l {100 * log.MisfitShare:F1}%)");
        return new(checks, map is null ? $"fewer than four units have a χ that the feedforward net has; {share}"
            : string.Create(CultureInfo.InvariantCulture, $"{map.Scale:F2} layers for each unit of the sum of shares, "
            + $"off by {100 * map.MisfitShare:F1}% of the range{byLog}, units {map.Units[0]} to {map.Units[^1]}; "
            + $"{share}"));
    }
}
