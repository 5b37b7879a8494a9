namespace MomentsDnns.Notebooks.Checking;

/// <summary>Something in which a new run of a notebook differs from what is stored.</summary>
/// <param name="Cell">The cell, by its place among the code cells, from 1.</param>
/// <param name="Output">The output of it, from 1.</param>
/// <param name="What">The difference in words.</param>
public sealed record CheckDifference(int Cell, int Output, string What)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"cell {Cell}, output {Output}: {What}";
}
