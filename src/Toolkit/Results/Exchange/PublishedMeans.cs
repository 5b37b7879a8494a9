namespace MomentsDnns.Results.Exchange;

/// <summary>One experiment of a table of published means.</summary>
/// <param name="Experiment">Its name; empty where the table names none.</param>
/// <param name="Points">Its numbers, one for each statistic, location and depth, in the table's order.</param>
public sealed record PublishedMeans(string Experiment, IReadOnlyList<PublishedMean> Points)
{
    /// <summary>The fewest simulations behind a number.</summary>
    public int Simulations => Points.Min(p => p.Simulations);
}
