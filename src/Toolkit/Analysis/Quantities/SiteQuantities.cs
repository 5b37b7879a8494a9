using MomentsDnns.Analysis.Sites;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>What can be told of nets whose layers differ alone, see <see cref="SitePath"/>.</summary>
public static class SiteQuantities
{
    /// <summary>
    /// The growth of chi from the last site before on the main path; at first from the input, whose chi is 1.
    /// </summary>
    public static Quantity PathIncrement { get; } = new()
    {
        Name = "path-increment",
        Text = "delta chi along the path",
        Symbol = "delta chi",
        Definition = "chi at a site over chi at the last site before it on the main path.",
        IsLogarithmic = true,
        AveragesLogarithms = true,
        IsIncrement = true,
        Reference = 1,
        IsOfSites = true,
        Values = run =>
        {
            if (SitePath.Of(run) is not { } path || run.Find(Statistic.Chi, run.Facts.Output) is not { } chi)
                return null;
            int?[] before = [.. Enumerable.Range(0, path.Sites.Count).Select(c => LastKnown(path, chi, c))];
            return (s, d) => chi[s, d] - (before[d] is { } b ? chi[s, b] : 0);
        },
    };

    /// <summary>r_eff(x) over the most that there can be, min(channels, points - 1).</summary>
    public static Quantity SignalRankShare { get; } = RankShare(Quantity.SignalRank, "signal-rank-share", "*x*");

    /// <summary>r_eff(dx) over the most that there can be.</summary>
    public static Quantity NoiseRankShare { get; } = RankShare(Quantity.NoiseRank, "noise-rank-share", "d*x*");

    /// <summary>mu_4/mu_2^2 of what an activation sees: 3 of a Gaussian.</summary>
    public static Quantity Kurtosis { get; } = new()
    {
        Name = "kurtosis",
        Text = "kurtosis",
        Symbol = "mu_4(*z*) / mu_2(*z*)^2",
        Definition = "mu_4 over the square of mu_2 of what an activation sees.",
        IsLogarithmic = true,
        Reference = 3,
        IsOfSites = true,
        Values = run => SitePath.Of(run) is { } path && KurtosisAt(run, run.Facts.Output) is { } kurtosis
            ? (s, d) => path.Sites[d].Is(SiteRoles.PreActivation) ? kurtosis(s, d) : double.NaN
            : null,
    };

    /// <summary>log(mu_4/mu_2^2) at a place; null where the run does not hold it.</summary>
    internal static Func<int, int, double>? KurtosisAt(RunResults run, Location place) =>
        run.Find(Statistic.Mu4Signal, place) is { } fourth && run.Find(Statistic.Mu2Signal, place) is { } second
            ? (s, d) => fourth[s, d] - (2 * second[s, d])
            : null;

    // A site that does not depend on the input holds no chi.
    private static int? LastKnown(SitePath path, Curve chi, int column)
    {
        int? before = path.Before(column);
        while (before is { } b && Enumerable.Range(0, chi.Simulations).All(s => double.IsNaN(chi[s, b])))
            before = path.Before(b);
        return before;
    }

    private static Quantity RankShare(Quantity rank, string name, string of) => new()
    {
        Name = name,
        Text = $"{rank.Text} / most",
        Symbol = $"r_eff({of}) / \"most\"",
        Definition = $"{rank.Text} over the most that there can be, min(channels, points - 1).",
        SpansDecades = true,
        Reference = 1,
        IsOfSites = true,
        Values = run => SitePath.Of(run) is { } path && rank.Find(run) is { } curve
            ? (s, d) => curve.Linear(s, d) / path.LargestRank(d) : null,
    };
}
