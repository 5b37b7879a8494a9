using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether a share of variance, from 0 to 1, collapses with depth in the typical net. Shares are close to log-normal
/// over nets, and few nets make most of their mean; so the mean of their logarithm is judged, by Student's t, and the
/// nets below the threshold are counted beside it. Present where it ends at or below the threshold, and more than half
/// of the nets do; absent where it ends above and its trend would not bring it there within a multiple of the depth:
/// the slope of log share over log depth, from the middle of the net to its end.
/// </summary>
/// <param name="options">What counts as evidence.</param>
/// <param name="depths">The depths at which every simulation has a value, two at least.</param>
/// <param name="logShares">[depth][simulation]: natural logarithms.</param>
/// <param name="threshold">At or below which the share has collapsed.</param>
internal sealed class CollapseRule(AnalysisOptions options, int[] depths, double[][] logShares, double threshold)
{
    // A share of 0 has no logarithm; this is far below any threshold.
    private static readonly double Least = Math.Log(double.BitIncrement(1) - 1);

    private readonly double _logThreshold = Math.Log(threshold);

    /// <summary>
    /// Judges a run. Of a net whose layers differ nothing is foreseen: what counts is the output, and the sites of the
    /// main path before it.
    /// </summary>
    /// <param name="judged">The run.</param>
    /// <param name="pathology">Which pathology the collapse is.</param>
    /// <param name="logShare">Its natural logarithm, by row and column of the run; minus infinity of 0.</param>
    /// <param name="threshold">At or below which the share has collapsed.</param>
    /// <param name="quantity">The share of the typical net, with its error, at the last depth.</param>
    public static PathologyVerdict Judge(JudgedRun judged, Pathology pathology, Func<int, int, double> logShare,
        double threshold, EvidenceQuantity quantity)
    {
        (RunResults run, AnalysisOptions options) = (judged.Results, judged.Options);
        SitePath? path = SitePath.Of(run);
        if (path is not null) options = options with { LeastDepth = 1, Foresight = 1 };
        int[] simulations = [.. Enumerable.Range(0, run.Simulations.Count)];
        int[] columns = [.. (path?.Main ?? [.. Enumerable.Range(0, run.Depths.Count)])
            .Where(d => simulations.All(s => !double.IsNaN(logShare(s, d))))];
        if (columns.Length < 2)
            return PathologyVerdict.NotJudged(pathology, "fewer than two depths hold a value in every simulation");
        int last = run.Depths[columns[^1]];
        if (last < options.LeastDepth)
        {
            return PathologyVerdict.NotJudged(pathology,
                EvidenceText.TooShallow("the values end at depth", last, options));
        }

        double[][] logShares =
            Array.ConvertAll(columns, d => Array.ConvertAll(simulations, s => Math.Max(logShare(s, d), Least)));
        return new CollapseRule(options, Array.ConvertAll(columns, d => run.Depths[d]), logShares, threshold)
            .Verdict(pathology, quantity, run.Facts.Unit);
    }

    private PathologyVerdict Verdict(Pathology pathology, EvidenceQuantity quantity, string place)
    {
        Estimate end = Estimate.Of(logShares[^1]), foreseen = Foreseen();
        NetCount below = new(logShares[^1].Count(v => v <= _logThreshold), logShares[^1].Length);
        double present = 1 - end.ProbabilityAbove(_logThreshold),
            absent = Math.Min(1 - present, foreseen.ProbabilityAbove(_logThreshold));
        EvidenceNumber evidence = new(quantity)
        {
            Mean = end.Exponential(),
            Threshold = threshold,
            Place = place,
            Depth = depths[^1],
            Nets = below,
        };
        if (present >= options.Confidence && below.IsMost)
        {
            int first = FirstBelow(v => v.Average());
            return new(pathology, Presence.Present, present, first < depths.Length ? depths[first] : null, OnsetRange(),
                [evidence])
            { Nets = below };
        }

        if (absent >= options.Confidence)
            return new(pathology, Presence.Absent, absent, null, null, [evidence]) { Nets = below };
        EvidenceNumber trend = new(EvidenceText.Trend)
        {
            Value = Math.Exp(Math.Min(end.Value, foreseen.Value)),
            TimesDepth = options.Foresight,
            Threshold = threshold,
        };
        return new(pathology, Presence.Inconclusive, Math.Max(present, absent), null, null,
            options.Foresight > 1 ? [evidence, trend] : [evidence])
        {
            ConfidenceOf = present >= absent ? ConfidenceSubject.Present : ConfidenceSubject.Absent,
            Nets = below,
        };
    }

    // The logarithm at a multiple of the depth, where the typical net's falls; what rises or stays is taken as it is.
    private Estimate Foreseen()
    {
        int middle = Math.Max(0, Array.FindLastIndex(depths, d => 2 * d <= depths[^1]));
        double[] before = logShares[middle], end = logShares[^1];
        double ahead = Math.Log(options.Foresight) / Math.Log((double)depths[^1] / depths[middle]);
        return Estimate.Of(end.Average() < before.Average() ? [.. end.Zip(before, (e, b) => e + (ahead * (e - b)))]
            : end);
    }

    // One recorded depth wider on either side: records are what the onset is counted in.
    private (int Lower, int Upper)? OnsetRange()
    {
        Bootstrap bootstrap = new(logShares[0].Length, options.Resamples);
        int[] onsets = [.. bootstrap.Weights.Select(w => FirstBelow(v => Bootstrap.Mean(w, v)))
            .Where(i => i < depths.Length).Order()];
        return onsets.Length == 0 ? null
            : (depths[Math.Max(Percentile(0.16) - 1, 0)], depths[Math.Min(Percentile(0.84) + 1, depths.Length - 1)]);

        int Percentile(double probability) => onsets[(int)Math.Round(probability * (onsets.Length - 1))];
    }

    // The first column from which the mean stays at or below the threshold; their number where it does not end there.
    private int FirstBelow(Func<double[], double> mean)
    {
        int first = logShares.Length;
        while (first > 0 && mean(logShares[first - 1]) <= _logThreshold) first--;
        return first;
    }
}
