using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Verdicts on growth in nets whose layers differ: over the outputs of the unit that repeats, and of nothing else. What
/// chi is at the output, and in which stages it grew, stands beside them.
/// </summary>
internal static class UnitVerdicts
{
    /// <summary>The word for what is counted.</summary>
    public const string Unit = "unit";

    /// <summary>Whether chi explodes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sites">What happens where in its net.</param>
    public static PathologyVerdict Sensitivity(JudgedRun run, SiteAnalysis sites)
    {
        IEnumerable<EvidenceNumber> total = Total(sites);
        if (sites.Units is not [UnitGrowth units, ..])
        {
            return PathologyVerdict.NotJudged(Pathology.ExplodingSensitivity,
                EvidenceText.NoUnits(run.Options.LeastUnits)) with
            { Evidence = [.. total] };
        }

        SensitivityRule rule = new(UnitGrowth.Options(run.Options), units.Numbers, units.LogValues, Unit);
        PathologyVerdict verdict = OfUnits(rule.Judge(units.Growth), units, sites);
        return verdict with { Evidence = [.. total, .. verdict.Evidence, .. sites.Units.Skip(1).Select(OfAStage)] };
    }

    /// <summary>A verdict by the numbers of units as one of sites.</summary>
    /// <param name="verdict">The verdict; its depths count units.</param>
    /// <param name="units">The units.</param>
    /// <param name="sites">What happens where in the net.</param>
    public static PathologyVerdict OfUnits(PathologyVerdict verdict, UnitGrowth units, SiteAnalysis sites)
    {
        EvidenceNumber which = new(EvidenceText.Units)
        {
            Value = units.Sites.Count,
            Word = $"{units.Pattern} ({units.Kind})",
        };
        return verdict with
        {
            Onset = verdict.Onset is { } unit ? sites.All.First(s => s.Name == units.Sites[unit - 1]).Depth : null,
            Evidence = [which, .. verdict.Evidence.Select(number => number with { Place = Unit })],
        };
    }

    // Its shares that round to nothing are told too: together they are all of it.
    private static IEnumerable<EvidenceNumber> Total(SiteAnalysis sites)
    {
        if (sites.All.LastOrDefault(site => site.IsOnMainPath) is not { LogSensitivity: { } total } output) yield break;
        yield return new(EvidenceText.Sensitivity) { Mean = total, Place = "site", Depth = output.Depth };
        foreach (StageEntry stage in sites.Stages)
        {
            if (stage.Share is not { } share || sites.Stages.Count == 1) continue;
            yield return new(EvidenceText.StageShare)
            {
                Mean = share,
                Word = stage.Name,
                FirstDepth = stage.FirstDepth,
                Depth = stage.LastDepth,
            };
        }
    }

    private static EvidenceNumber OfAStage(UnitGrowth units) => new(EvidenceText.UnitsOfAStage)
    {
        Mean = units.Growth?[GrowthLaw.Exponential].Exponent ?? new Estimate(double.NaN, double.NaN, 0),
        Place = Unit,
        Depth = units.Sites.Count,
        Word = $"of {units.Stage}{(units.Growth?.Preferred is { } law ? $" (law: {law.Name()})" : "")}",
    };
}
