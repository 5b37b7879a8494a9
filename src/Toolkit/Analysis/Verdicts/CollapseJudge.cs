using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Whether a share (of variance, from 0 to 1) collapses with depth: present where its mean ends at or below a threshold; absent where it
/// ends above and its trend would not bring it there within a multiple of the depth; the trend is the slope of log share over log depth, from
/// the middle of the net to its end.
/// </summary>
internal sealed class CollapseJudge(AnalysisOptions options)
{
    /// <summary>Judges.</summary>
    /// <param name="pathology">Which pathology the collapse is.</param>
    /// <param name="depths">The depths of the columns.</param>
    /// <param name="shares">[simulations, depths]; columns with a NaN are left out.</param>
    /// <param name="threshold">At or below which the share has collapsed.</param>
    /// <param name="describe">What the mean share at the last depth says, for people.</param>
    public PathologyVerdict Judge(Pathology pathology, IReadOnlyList<int> depths, double[,] shares, double threshold,
        Func<double, double, int, string> describe)
    {
        int simulations = shares.GetLength(0);
        int[] columns = [.. Enumerable.Range(0, depths.Count).Where(d => Enumerable.Range(0, simulations).All(s => double.IsFinite(shares[s, d])))];
        if (columns.Length < 2) return new(pathology, Presence.Inconclusive, null, null, null, "fewer than two depths hold a value in every simulation");
        double[][] byColumn = [.. columns.Select(d => Enumerable.Range(0, simulations).Select(s => shares[s, d]).ToArray())];
        int[] at = [.. columns.Select(d => depths[d])];
        if (at[^1] < options.LeastDepth)
        {
            return new(pathology, Presence.Inconclusive, null, null, null,
                $"the values end at depth {at[^1]}, a verdict needs {options.LeastDepth}: the first layers are a transient");
        }

        int middle = Array.FindLastIndex(at, d => 2 * d <= at[^1]);
        if (middle < 0) middle = 0;

        Bootstrap bootstrap = new(simulations, options.Resamples);
        double present = bootstrap.ShareOf(w => Bootstrap.Mean(w, byColumn[^1]) <= threshold);
        double absent = bootstrap.ShareOf(w => Foreseen(Bootstrap.Mean(w, byColumn[middle]), Bootstrap.Mean(w, byColumn[^1]), at[middle], at[^1]) > threshold);
        Estimate end = Estimate.Of(byColumn[^1]);
        string evidence = describe(end.Value, end.StandardError, at[^1]);
        if (present >= options.Confidence)
        {
            int[] onsets = [.. bootstrap.Weights.Select(w => Onset(w, byColumn, at, threshold)).OfType<int>().Order()];
            int? onset = Onset([.. Enumerable.Repeat(1.0 / simulations, simulations)], byColumn, at, threshold);
            return new(pathology, Presence.Present, present, onset, (Percentile(onsets, 0.16), Percentile(onsets, 0.84)), evidence);
        }

        if (absent >= options.Confidence) return new(pathology, Presence.Absent, absent, null, null, evidence);
        return new(pathology, Presence.Inconclusive, Math.Max(present, absent), null, null, evidence
            + FormattableString.Invariant($"; by its trend {Foreseen(Estimate.Of(byColumn[middle]).Value, end.Value, at[middle], at[^1]):G2} at {options.Foresight:G2} times the depth, threshold {threshold:G2}"))
        {
            ConfidenceOf = present >= absent ? ConfidenceSubject.Present : ConfidenceSubject.Absent,
        };
    }

    private double Foreseen(double before, double end, int depthBefore, int depthEnd)
    {
        // A mean that a resample of few simulations puts at 0 or below is no trend to follow: it has collapsed.
        if (end <= 0) return end;
        double slope = before > end && depthEnd > depthBefore ? Math.Log(end / before) / Math.Log((double)depthEnd / depthBefore) : 0;
        return end * Math.Pow(options.Foresight, slope);
    }

    private static int? Onset(IReadOnlyList<double> weights, double[][] byColumn, int[] depths, double threshold)
    {
        int first = depths.Length;
        while (first > 0 && Bootstrap.Mean(weights, byColumn[first - 1]) <= threshold) first--;
        return first < depths.Length ? depths[first] : null;
    }

    private static int Percentile(int[] ascending, double probability) => ascending[(int)Math.Round(probability * (ascending.Length - 1))];
}
