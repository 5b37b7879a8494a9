namespace MomentsDnns.Results;

/// <summary>Names and scales of statistics, in one place.</summary>
public static class StatisticExtensions
{
    /// <summary>Every statistic, in column order.</summary>
    public static IReadOnlyList<Statistic> All { get; } = Enum.GetValues<Statistic>();

    /// <summary>The published name, such as <c>mu2_noise</c> or <c>reff_signal</c>.</summary>
    public static string Name(this Statistic statistic) => statistic switch
    {
        Statistic.Nu1AbsSignal => "nu1_abs_signal",
        Statistic.Nu2Signal => "nu2_signal",
        Statistic.Mu2Signal => "mu2_signal",
        Statistic.Mu4Signal => "mu4_signal",
        Statistic.Mu2Noise => "mu2_noise",
        Statistic.EffectiveRankSignal => "reff_signal",
        Statistic.EffectiveRankNoise => "reff_noise",
        Statistic.Chi => "chi",
        Statistic.SignBalance => "sign_balance",
        Statistic.OneSignedShare => "one_signed_share",
        Statistic.NoiseRatio => "noise_ratio",
        Statistic.DirectionSpread => "direction_spread",
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "unknown statistic"),
    };

    /// <summary>Whether values are kept as natural logarithms, so that no depth overflows.</summary>
    public static bool IsLogarithmic(this Statistic statistic) =>
        statistic is not (Statistic.EffectiveRankSignal or Statistic.EffectiveRankNoise or Statistic.SignBalance or Statistic.OneSignedShare);

    /// <summary>The column's name in a results table: the name, with <c>log_</c> before it where logarithms are kept.</summary>
    public static string ColumnName(this Statistic statistic) =>
        statistic.IsLogarithmic() ? "log_" + statistic.Name() : statistic.Name();
}
