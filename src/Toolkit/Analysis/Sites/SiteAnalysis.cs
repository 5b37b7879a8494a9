using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Sites;

/// <summary>
/// Where, in a net whose layers differ, what happens: by site, by stage, and over the units that repeat.
/// </summary>
public sealed record SiteAnalysis
{
    private const int MostChanges = 5, MostNear = 3;

    /// <summary>Every site, in the order of computation.</summary>
    public required IReadOnlyList<SiteEntry> All { get; init; }

    /// <summary>Every stage, in order.</summary>
    public required IReadOnlyList<StageEntry> Stages { get; init; }

    /// <summary>The sites at which chi grows most, from the last one before: means of log10 of the ratio.</summary>
    public required IReadOnlyList<SiteValue> ChiGrowsMost { get; init; }

    /// <summary>
    /// The sites at which r_eff(x) falls most, from the last one before that has it: means of log10 of the ratio.
    /// </summary>
    public required IReadOnlyList<SiteValue> RankFallsMost { get; init; }

    /// <summary>The sites with the least mu_2(x)/nu_2(x), of the typical net.</summary>
    public required IReadOnlyList<SiteValue> NearestPoint { get; init; }

    /// <summary>The sites with the least r_eff(x).</summary>
    public required IReadOnlyList<SiteValue> NearestLine { get; init; }

    /// <summary>
    /// The growth of chi over the outputs of the unit that repeats most often: all of them, then those of one shape.
    /// </summary>
    public required IReadOnlyList<UnitGrowth> Units { get; init; }

    /// <summary>log10 chi at the output; null where a simulation has none.</summary>
    [JsonIgnore]
    public Estimate? Total => All.LastOrDefault(site => site.IsOnMainPath)?.LogSensitivity;

    /// <summary>Analyses a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">What counts as evidence; the defaults when null.</param>
    /// <returns>What was found; null of a net that repeats one unit.</returns>
    public static SiteAnalysis? Of(RunResults run, AnalysisOptions? options = null)
    {
        options ??= new();
        if (SitePath.Of(run) is not { } path) return null;
        QuantityCurve? chi = Quantity.Chi.Find(run), growth = SiteQuantities.PathIncrement.Find(run);
        QuantityCurve? signal = Quantity.SignalRank.Find(run), noise = Quantity.NoiseRank.Find(run);
        QuantityCurve? share = Quantity.VarianceShare.Find(run), kurtosis = SiteQuantities.Kurtosis.Find(run);
        return new()
        {
            All = [.. path.Sites.Select((site, c) => new SiteEntry
            {
                Depth = path.Depths[c],
                Name = site.Name,
                Kind = site.Kind,
                Channels = site.Channels,
                Positions = site.Positions,
                IsOnMainPath = path.IsMain(c),
                Stage = path.StageOf(c).Name,
                LogSensitivity = Log10(chi, c),
                LogGrowth = Log10(growth, c),
                SignalRank = Mean(signal, c),
                NoiseRank = Mean(noise, c),
                VarianceShare = Mean(share, c),
                Kurtosis = Mean(kurtosis, c),
            })],
            Stages = StagesOf(path, chi, signal, options),
            ChiGrowsMost = [.. ValuesOf(path, c => Log10(growth, c)).Where(v => v.Value.Value > 0)
                .OrderByDescending(v => v.Value.Value).Take(MostChanges)],
            RankFallsMost = [.. ValuesOf(path, c => RankBefore(path, signal, c) is { } b
                    ? Ratio(signal!, c, b) : null).Where(v => v.Value.Value < 0)
                .OrderBy(v => v.Value.Value).Take(MostChanges)],
            NearestPoint = [.. ValuesOf(path, c => Typical(share, c)).OrderBy(v => v.Value.Value).Take(MostNear)],
            NearestLine = [.. ValuesOf(path, c => Mean(signal, c)).OrderBy(v => v.Value.Value).Take(MostNear)],
            Units = UnitGrowth.Of(run, Quantity.Chi, options),
        };
    }

    /// <summary>The same, as a share of a total; the ratio of two means, its error to first order.</summary>
    /// <param name="parts">The part in each simulation.</param>
    /// <param name="totals">The total in each simulation.</param>
    internal static Estimate ShareOf(double[] parts, double[] totals)
    {
        double total = totals.Average(), share = parts.Average() / total;
        return Estimate.Of([.. parts.Zip(totals, (p, t) => (p - (share * t)) / total)]) with { Value = share };
    }

    private static List<StageEntry> StagesOf(SitePath path, QuantityCurve? chi, QuantityCurve? rank,
        AnalysisOptions options)
    {
        double[]? totals = chi?.Logs(path.Main[^1]);
        List<StageEntry> entries = [];
        foreach (SiteStage stage in path.Stages)
        {
            int end = stage.Main[^1];
            int? before = path.Before(stage.Main[0]);
            double[]? atEnd = chi?.Logs(end), atStart = before is { } b ? chi?.Logs(b)
                : atEnd is null ? null : new double[atEnd.Length];
            double[]? gained = atEnd is null || atStart is null ? null : [.. atEnd.Zip(atStart, (e, s) => e - s)];
            bool isTotalKnown = totals is { Length: > 1 } && Estimate.Of(totals).DiffersFromZero(options.Confidence);
            entries.Add(new()
            {
                Name = stage.Name,
                FirstDepth = path.Depths[stage.First],
                LastDepth = path.Depths[stage.Last],
                FirstSite = path.Sites[stage.Main[0]].Name,
                LastSite = path.Sites[end].Name,
                Sites = stage.Last - stage.First + 1,
                OnMainPath = stage.Main.Count,
                Channels = path.Sites[end].Channels,
                LogGrowth = gained is null ? null : Estimate.Of([.. gained.Select(g => g / Math.Log(10))]),
                Share = gained is null || !isTotalKnown ? null : ShareOf(gained, totals!),
                RankBefore = before is { } start ? Mean(rank, start) : null,
                RankBehind = Mean(rank, end),
                LargestRank = path.LargestRank(end),
            });
        }

        return entries;
    }

    private static IEnumerable<SiteValue> ValuesOf(SitePath path, Func<int, Estimate?> value)
    {
        foreach (int c in path.Main)
        {
            if (value(c) is { } found)
            {
                yield return new(path.Depths[c], path.Sites[c].Name, path.Sites[c].Kind, path.StageOf(c).Name,
                    path.Before(c) is { } before ? path.Sites[before].Name : null, found)
                {
                    LargestRank = path.LargestRank(c),
                };
            }
        }
    }

    // The last site before it with ranks.
    private static int? RankBefore(SitePath path, QuantityCurve? rank, int column)
    {
        int? before = path.Before(column);
        while (before is { } b && Mean(rank, b) is null) before = path.Before(b);
        return before;
    }

    private static Estimate? Ratio(QuantityCurve curve, int column, int before) =>
        curve.Logs(column) is { } here && curve.Logs(before) is { } there
            ? Estimate.Of([.. here.Zip(there, (h, t) => (h - t) / Math.Log(10))]) : null;

    private static Estimate? Log10(QuantityCurve? curve, int column) =>
        curve?.Logs(column) is { } logs ? Estimate.Of(Array.ConvertAll(logs, v => v / Math.Log(10))) : null;

    // The geometric mean, as verdicts have it of shares.
    private static Estimate? Typical(QuantityCurve? curve, int column) =>
        curve?.Logs(column) is { } logs ? Estimate.Of(logs).Exponential() : null;

    private static Estimate? Mean(QuantityCurve? curve, int column) =>
        curve?.Logs(column) is { } logs ? Estimate.Of(Array.ConvertAll(logs, Math.Exp)) : null;
}
