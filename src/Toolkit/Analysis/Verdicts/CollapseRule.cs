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
internal sealed class CollapseRule(AnalysisOptions options)
{
    // A share of 0 has no logarithm; this is far below any threshold.
    private static readonly double Least = Math.Log(double.BitIncrement(1) - 1);

    /// <summary>
    /// Judges a run. Of a net whose layers differ nothing is foreseen: what counts is the output, and the sites of the
    /// main path before it.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="options">What counts as evidence.</param>
    /// <param name="pathology">Which pathology the collapse is.</param>
    /// <param name="logShares">[simulations, depths] of the run.</param>
    /// <param name="threshold">At or below which the share has collapsed.</param>
    /// <param name="quantity">The share of the typical net, with its error, at the last depth.</param>
    public static PathologyVerdict Judge(RunResults run, AnalysisOptions options, Pathology pathology,
        double[,] logShares, double threshold, EvidenceQuantity quantity)
    {
        if (SitePath.Of(run) is not { } path)
        {
            return new CollapseRule(options).Judge(pathology, run.Depths, logShares, threshold, quantity,
                run.Facts.Unit);
        }

        return new CollapseRule(options with { LeastDepth = 1, Foresight = 1 }).Judge(pathology,
            [.. path.Main.Select(c => run.Depths[c])],
            CurveTables.Table(logShares.GetLength(0), path.Main.Count, (s, i) => logShares[s, path.Main[i]]), threshold,
            quantity, run.Facts.Unit);
    }

    /// <summary>Judges.</summary>
    /// <param name="pathology">Which pathology the collapse is.</param>
    /// <param name="depths">The depths of the columns.</param>
    /// <param name="logShares">
    /// [simulations, depths]: natural logarithms, minus infinity of 0; columns with a NaN are left out.
    /// </param>
    /// <param name="threshold">At or below which the share has collapsed.</param>
    /// <param name="quantity">The share of the typical net, with its error, at the last depth.</param>
    /// <param name="place">What is counted by depth.</param>
    public PathologyVerdict Judge(Pathology pathology, IReadOnlyList<int> depths, double[,] logShares, double threshold,
        EvidenceQuantity quantity, string place)
    {
        int simulations = logShares.GetLength(0);
        int[] columns = [.. Enumerable.Range(0, depths.Count)
            .Where(d => Enumerable.Range(0, simulations).All(s => !double.IsNaN(logShares[s, d])))];
        if (columns.Length < 2)
            return PathologyVerdict.NotJudged(pathology, "fewer than two depths hold a value in every simulation");
        double[][] byColumn = [.. columns.Select(d => Enumerable.Range(0, simulations)
            .Select(s => Math.Max(logShares[s, d], Least)).ToArray())];
        int[] at = [.. columns.Select(d => depths[d])];
        if (at[^1] < options.LeastDepth)
        {
            return PathologyVerdict.NotJudged(pathology,
                $"the values end at depth {at[^1]}, a verdict needs {options.LeastDepth}: the first layers are a "
                    + "transient");
        }

        double logThreshold = Math.Log(threshold);
        Estimate end = Estimate.Of(byColumn[^1]), foreseen = Foreseen(byColumn, at);
        NetCount below = new(byColumn[^1].Count(v => v <= logThreshold), simulations);
        double present = 1 - end.ProbabilityAbove(logThreshold),
            absent = Math.Min(1 - present, foreseen.ProbabilityAbove(logThreshold));
        double typical = Math.Exp(end.Value);
        EvidenceNumber evidence = new(quantity)
        {
            Mean = new(typical, typical * end.StandardError, simulations),
            Threshold = threshold,
            Place = place,
            Depth = at[^1],
            Nets = below,
        };
        if (present >= options.Confidence && 2 * below.Count > simulations)
        {
            return new(pathology, Presence.Present, present, Onset(Mean, byColumn, at, logThreshold),
                OnsetRange(byColumn, at, logThreshold), [evidence])
            {
                Nets = below,
            };
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
    private Estimate Foreseen(double[][] byColumn, int[] depths)
    {
        int middle = Math.Max(0, Array.FindLastIndex(depths, d => 2 * d <= depths[^1]));
        double[] before = byColumn[middle], end = byColumn[^1];
        double ahead = Math.Log(options.Foresight) / Math.Log((double)depths[^1] / depths[middle]);
        return Estimate.Of(end.Average() < before.Average() ? [.. end.Zip(before, (e, b) => e + (ahead * (e - b)))]
            : end);
    }

    // One recorded depth wider on either side: records are what the onset is counted in.
    private (int Lower, int Upper)? OnsetRange(double[][] byColumn, int[] depths, double logThreshold)
    {
        Bootstrap bootstrap = new(byColumn[0].Length, options.Resamples);
        int[] onsets = [.. bootstrap.Weights.Select(w => FirstBelow(v => Bootstrap.Mean(w, v), byColumn, logThreshold))
            .Where(i => i < depths.Length).Order()];
        return onsets.Length == 0 ? null
            : (depths[Math.Max(Percentile(onsets, 0.16) - 1, 0)],
            depths[Math.Min(Percentile(onsets, 0.84) + 1, depths.Length - 1)]);
    }

    private static int? Onset(Func<double[], double> mean, double[][] byColumn, int[] depths, double logThreshold) =>
        FirstBelow(mean, byColumn, logThreshold) is var first && first < depths.Length ? depths[first] : null;

    // The first column from which the mean stays at or below the threshold; their number where it does not end there.
    private static int FirstBelow(Func<double[], double> mean, double[][] byColumn, double logThreshold)
    {
        int first = byColumn.Length;
        while (first > 0 && mean(byColumn[first - 1]) <= logThreshold) first--;
        return first;
    }

    private static double Mean(double[] values) => values.Average();

    private static int Percentile(int[] ascending, double probability) =>
        ascending[(int)Math.Round(probability * (ascending.Length - 1))];
}
