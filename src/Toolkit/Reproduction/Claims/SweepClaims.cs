using System.Globalization;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Vanilla nets over the second moment of their weights: everywhere one of two.</summary>
internal static class SweepClaims
{
    private const string Talk = "talk", Bound = "exactly one verdict is \"present\" at every point";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new("Uniform initialization", "vanilla: either zero- or one-dimensional, whatever the second moment", Talk,
        ClaimFigure.Sweeps,
            runs => EitherOr(runs.Measured.Sweeps.Uniform, "E|w|²",
                (Pathology.ZeroDimensionalSignal, "zero-dimensional"),
                (Pathology.OneDimensionalSignal, "one-dimensional"))) { Bound = Bound },
        new("tanh", "either ordered (zero-dimensional) or chaotic (exploding), whatever the second moment", Talk,
            ClaimFigure.Sweeps,
            runs => EitherOr(runs.Measured.Sweeps.Tanh, "σ_w²", (Pathology.ZeroDimensionalSignal, "ordered"),
                (Pathology.ExplodingSensitivity, "chaotic"))) { Bound = Bound },
    ];

    // A point where none is present leaves the claim open, unless both are known to be absent; one where both are
    // speaks against it.
    private static ClaimOutcome EitherOr(IReadOnlyList<RunResults> points, string name,
        (Pathology Pathology, string Word) one, (Pathology Pathology, string Word) other)
    {
        List<ClaimVerdict> verdicts = [];
        List<(string Word, double Variance)> words = [];
        foreach (RunResults run in points)
        {
            RunAnalysis analysis = RunAnalysis.Of(run, ClaimRuns.Options, JudgeCatalog.BuiltIn);
            (ClaimVerdict verdict, string word) =
                (analysis[one.Pathology].Presence, analysis[other.Pathology].Presence) switch
                {
                    (Presence.Present, Presence.Present) => (ClaimVerdict.NotSupported, "both"),
                    (Presence.Present, _) => (ClaimVerdict.Supported, one.Word),
                    (_, Presence.Present) => (ClaimVerdict.Supported, other.Word),
                    (Presence.Absent, Presence.Absent) => (ClaimVerdict.NotSupported, "neither"),
                    _ => (ClaimVerdict.Inconclusive, "inconclusive"),
                };
            verdicts.Add(verdict);
            words.Add((word, run.Configuration.Network.WeightVariance!.Value));
        }

        return new(Evidence.All([.. verdicts]), $"{name}: "
            + string.Join("; ", words.GroupBy(w => w.Word).Select(g => $"{g.Key} at "
            + $"{string.Join(", ", g.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Variance:G3}")))}")))
        {
            Nets = $"{points[0].Simulations.Count} at each of {points.Count} points",
        };
    }
}
