namespace MomentsDnns.Analysis.Ranking;

/// <summary>A measure that is left out, since too many networks have no number of it.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Lacking">How many of the networks that have most measures lack it.</param>
public sealed record MeasureWithout(RankingMeasure Measure, int Lacking);
