namespace MomentsDnns.Results;

/// <summary>What a choice of effective ranks means.</summary>
public static class EffectiveRankChoiceExtensions
{
    /// <summary>Whether a statistic is taken: all are but the effective ranks that are left out.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="statistic">The statistic.</param>
    public static bool Takes(this EffectiveRankChoice choice, Statistic statistic) =>
        statistic == Statistic.EffectiveRankSignal ? choice is EffectiveRankChoice.Both or EffectiveRankChoice.Signal
        : statistic != Statistic.EffectiveRankNoise || choice is EffectiveRankChoice.Both or EffectiveRankChoice.Noise;
}
