namespace MomentsDnns.Analysis.Ranking;

/// <summary>A number of a network at initialization that networks are ranked by. Equal by all it holds.</summary>
/// <param name="Name">In files and tables: lower-case letters, digits and underscores.</param>
/// <param name="Symbol">On figures, in the markup of labels.</param>
/// <param name="Group">What kind of number it is.</param>
/// <param name="Formula">What it is, in words or a formula.</param>
public sealed record RankingMeasure(string Name, string Symbol, MeasureGroup Group, string Formula);
