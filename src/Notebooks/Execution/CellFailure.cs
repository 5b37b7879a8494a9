namespace MomentsDnns.Notebooks.Execution;

/// <summary>Where and by what a notebook's run ended.</summary>
/// <param name="Cell">The cell, by its place among the code cells, from 1.</param>
/// <param name="Line">The line in it, from 1; null where the error does not tell.</param>
/// <param name="Name">An exception's type, or a compiler's code.</param>
/// <param name="Message">Its message, one line.</param>
public sealed record CellFailure(int Cell, int? Line, string Name, string Message)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"cell {Cell}{(Line is { } line ? $", line {line}" : "")}: {Name}: {Message}";
}
