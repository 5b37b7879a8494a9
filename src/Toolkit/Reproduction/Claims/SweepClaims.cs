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

    private static ClaimOutcome EitherOr(IReadOnlyList<RunResults> points, string name,
        (Pathology Pathology, string Word) one, (Pathology Pathology, string Word) other)
    {
        (string Variance, PathologyVerdict First, PathologyVerdict Second)[] judged = [.. points.Select(run =>
        {
            RunAnalysis analysis = RunAnalysis.Of(run, ClaimRuns.Options, JudgeCatalog.BuiltIn);
            return (run.Configuration.Network.WeightVariance!.Value.ToString("G3", CultureInfo.InvariantCulture),
                analysis[one.Pathology], analysis[other.Pathology]);
        })];

        ClaimCheck[] checks = [.. judged.Select(p => ClaimCheck.That(
            $"one of {one.Pathology.Text} and {other.Pathology.Text}, not both, at {name} = {p.Variance}",
            IsOne(p.First.Presence, p.Second.Presence))
            with
        { Numbers = [.. p.First.Evidence, .. p.Second.Evidence] })];

        return new(checks, $"{name}: " + string.Join("; ", judged
            .GroupBy(p => Word(p.First.Presence, p.Second.Presence))
            .Select(g => $"{g.Key} at {string.Join(", ", g.Select(p => p.Variance))}")))
        {
            Nets = $"{points[0].Simulations.Count} at each of {points.Count} points",
        };

        string Word(Presence first, Presence second) => IsOne(first, second) switch
        {
            true => first == Presence.Present ? one.Word : other.Word,
            false => first == Presence.Present ? "both" : "neither",
            null => "inconclusive",
        };
    }

    // A point where none is present leaves the claim open, unless both are known to be absent; one where both are
    // speaks against it.
    private static bool? IsOne(Presence first, Presence second) => (first, second) switch
    {
        (Presence.Present, Presence.Present) or (Presence.Absent, Presence.Absent) => false,
        (Presence.Present, _) or (_, Presence.Present) => true,
        _ => null,
    };
}
