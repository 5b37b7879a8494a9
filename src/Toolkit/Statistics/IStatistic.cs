using MomentsDnns.Results;

namespace MomentsDnns.Statistics;

/// <summary>
/// How a statistic is measured at a site. A new one is a class of this interface and a line,
/// <see cref="StatisticCatalog.Register"/>: every run records it from then on where it applies, files and tables have
/// its column.
/// </summary>
public interface IStatistic
{
    /// <summary>Its name and scale, see <see cref="Results.Statistic.Define"/>.</summary>
    Statistic Statistic { get; }

    /// <summary>What must be sound for it to be measured; signal and noise by default.</summary>
    Soundness Needs => Soundness.Signal | Soundness.Noise;

    /// <summary>Whether it is taken at a site; at every one by default.</summary>
    /// <param name="site">What passes there.</param>
    bool AppliesTo(SiteView site) => true;

    /// <summary>Measures.</summary>
    /// <param name="site">
    /// What passes: rows, their scales, and sums that statistics share. It is gone afterwards; keep no tensor of it.
    /// </param>
    /// <returns>The value as kept, a natural logarithm or linear; null or not finite: there is none.</returns>
    double? Measure(SiteView site);
}
