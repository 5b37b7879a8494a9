using System.Globalization;
using MomentsDnns.Analysis.Verdicts;
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
        RunAnalysis analysis = runs.Judged(ClaimRun.GroupNormResidual);
        PathologyVerdict verdict = analysis[Pathology.ExplodingSensitivity];
        return new(Is(verdict, Presence.Absent), $"log₁₀ χ {Text(Log10Chi(runs[ClaimRun.GroupNormResidual]))} at "
            + $"{analysis.Depth}; {verdict.Sentence}");
    }

    private static ClaimOutcome Version(ClaimRuns runs, ClaimRun feedforward, ClaimRun residual)
    {
        double[] shares = ShareClock.Scaled(runs[residual]);
        int depth = runs[residual].Depths[^1];
        string share = string.Create(CultureInfo.InvariantCulture,
            $"share × (l + 1): {shares[shares.Length / 10]:F2} at unit {runs[residual].Depths[shares.Length / 10]}, "
            + $"{shares[^1]:F2} at {depth}");
        if (LogarithmicVersion.Find(runs[feedforward], runs[residual], ShareClock.Of(runs[residual])) is not { } map)
        {
            return new(ClaimVerdict.NotSupported, $"fewer than four units have a χ that the feedforward net has; "
                + $"{share}");
        }
        string plain = LogarithmicVersion.Find(runs[feedforward], runs[residual]) is { } log
            ? string.Create(CultureInfo.InvariantCulture, $" (against log l {100 * log.MisfitShare:F1}%)") : "";
        return new(map.MisfitShare <= ClaimRuns.Options.LargestMisfit ? ClaimVerdict.Supported
            : ClaimVerdict.NotSupported,
            string.Create(CultureInfo.InvariantCulture, $"{map.Scale:F2} layers for each unit of the sum of shares, "
                + $"off by {100 * map.MisfitShare:F1}% of the range{plain}, units {map.Units[0]} to {map.Units[^1]}; "
                + $"{share}"));
    }
}
