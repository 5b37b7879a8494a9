namespace MomentsDnns.Analysis.Ranking;

/// <summary>
/// How much of a measure is chance: variance over draws of weights and batch of one network against variance between
/// networks, by the analysis of variance of one way.
/// </summary>
/// <param name="Networks">Networks with several draws.</param>
/// <param name="Within">The mean variance over draws of one network.</param>
/// <param name="Between">The variance between networks, less what draws add to that of their means.</param>
public sealed record SeedNoise(int Networks, double Within, double Between)
{
    /// <summary>The intraclass correlation, Between / (Between + Within): 1 where draws of a network agree.</summary>
    public double Reliability => Between + Within > 0 ? Between / (Between + Within) : double.NaN;

    /// <summary>Takes it of numbers of several networks.</summary>
    /// <param name="draws">The numbers of each network; those of one number are passed over.</param>
    /// <returns>The noise; null where fewer than two networks have two numbers.</returns>
    public static SeedNoise? Of(IEnumerable<IReadOnlyList<double>> draws)
    {
        IReadOnlyList<double>[] groups = [.. draws.Where(group => group.Count > 1)];
        if (groups.Length < 2) return null;
        int total = groups.Sum(group => group.Count);
        double grand = groups.Sum(group => group.Sum()) / total, within = 0, between = 0;
        foreach (IReadOnlyList<double> group in groups)
        {
            double mean = group.Average();
            within += group.Sum(v => (v - mean) * (v - mean));
            between += group.Count * (mean - grand) * (mean - grand);
        }

        within /= total - groups.Length;
        between /= groups.Length - 1;
        // Of groups of unlike sizes the usual effective size.
        double size = (total - (groups.Sum(g => (double)g.Count * g.Count) / total)) / (groups.Length - 1);
        return new(groups.Length, within, Math.Max(0, (between - within) / size));
    }
}
