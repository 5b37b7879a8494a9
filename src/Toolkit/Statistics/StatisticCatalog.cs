using MomentsDnns.Architectures.Text;
using MomentsDnns.Results;

namespace MomentsDnns.Statistics;

/// <summary>
/// The statistics that are measured. A new one is a class that implements <see cref="IStatistic"/> and a call of
/// <see cref="Register"/>.
/// </summary>
public static class StatisticCatalog
{
    /// <summary>The twelve that every run records.</summary>
    internal static IReadOnlyList<IStatistic> BuiltIn { get; } =
    [
        new MomentStatistic(Statistic.Nu1AbsSignal, Soundness.Size, site => site.Logarithm(site.Moments.Nu1Abs, 1)),
        new MomentStatistic(Statistic.Nu2Signal, Soundness.Size, site => site.Logarithm(site.Moments.Nu2, 2)),
        new MomentStatistic(Statistic.Mu2Noise, Soundness.Noise, site => site.LogNoisePower),
        new MomentStatistic(Statistic.Mu2Signal, Soundness.Signal, site => site.LogSignalVariance),
        new MomentStatistic(Statistic.Mu4Signal, Soundness.Signal, site => SignalLimits.Resolves(site.Moments.Mu4)
            ? site.Logarithm(site.Moments.Mu4, 4) : null),
        new MomentStatistic(Statistic.Chi, Soundness.Signal | Soundness.Noise,
            site => 0.5 * (site.LogInitialSnr + site.LogNoisePower - site.LogSignalVariance)),
        new MomentStatistic(Statistic.SignBalance, Soundness.Signal, site => site.Signs.Balance,
            site => site.IsPreActivation),
        new MomentStatistic(Statistic.OneSignedShare, Soundness.Signal, site => site.Signs.OneSignedShare,
            site => site.IsPreActivation),
        new MomentStatistic(Statistic.NoiseRatio, Soundness.Signal | Soundness.Noise,
            site => Math.Log(site.NoiseRatio) + (2 * (site.LogNoiseScale - site.LogSignalScale)), site =>
            site.IsComparedNormInput),
        new MomentStatistic(Statistic.DirectionSpread, Soundness.Signal,
            site => DirectionSpread.Of(site.Signal) is { } spread ? Math.Log(spread) : null, site => site.IsRanked),
        new MomentStatistic(Statistic.EffectiveRankSignal, Soundness.Signal, site => site.SignalRank,
            site => site.WantsSignalRank),
        new MomentStatistic(Statistic.EffectiveRankNoise, Soundness.Signal | Soundness.Noise,
            site => EffectiveRank.Of(site.Noise), site => site.WantsNoiseRank),
    ];

    private static readonly NamedKinds<IStatistic> Kinds =
        new("statistic", kind => [kind.Statistic.Name], kind => kind.GetType(), BuiltIn) { AllowsUnderscores = true };

    /// <summary>Every statistic that is measured.</summary>
    public static IReadOnlyList<IStatistic> All => Kinds.All;

    /// <summary>
    /// Has a statistic measured by all runs from now on. Again one of the same class and name: no effect. May be called
    /// from any thread.
    /// </summary>
    /// <param name="statistic">How it is measured.</param>
    /// <exception cref="ArgumentException">Another class measures a statistic of this name.</exception>
    public static void Register(IStatistic statistic) => Kinds.Register(statistic);

    private sealed class MomentStatistic(Statistic statistic, Soundness needs, Func<SiteView, double?> measure,
        Func<SiteView, bool>? applies = null) : IStatistic
    {
        public Statistic Statistic => statistic;

        public Soundness Needs => needs;

        public bool AppliesTo(SiteView site) => applies is null || applies(site);

        public double? Measure(SiteView site) => measure(site);
    }
}
