namespace MomentsDnns.Analysis.Ranking;

/// <summary>How well a measure ranks networks by the accuracy that they reached.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Spearman">Spearman's rho with the accuracy.</param>
/// <param name="Kendall">Kendall's tau-b with it.</param>
/// <param name="GivenParameters">Spearman's rho given the number of parameters; NaN of that number itself.</param>
/// <param name="BestTenth">Spearman's rho over the tenth of the networks that reached most.</param>
/// <param name="Noise">How much of it is chance; null where no network was measured twice.</param>
public sealed record MeasureRanking(RankingMeasure Measure, IntervalEstimate Spearman, IntervalEstimate Kendall,
    IntervalEstimate GivenParameters, IntervalEstimate BestTenth, SeedNoise? Noise);
