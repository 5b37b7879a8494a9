using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// A sweep as a figure: a map of cells over two numeric options, with the order-to-chaos line where there is one; else
/// points for each value of the second option over the first.
/// </summary>
internal static class SweepFigure
{
    /// <summary>Describes the figure.</summary>
    /// <param name="grid">The numbers.</param>
    /// <param name="caption">What was run, in the language of labels.</param>
    /// <param name="lines">What is drawn over a map.</param>
    public static FigureDescription Describe(SweepGrid grid, string caption, SweepLines lines)
    {
        PanelDescription? map = grid.Y is { IsNumeric: true } vertical && grid.X.IsNumeric
            ? SweepMap.Describe(grid, vertical, lines) : null;
        int absent = grid.Values.Cast<EndPoint?>().Count(v => v is null);
        string[] reasons =
        [
            .. absent > grid.Unmeasured ? ["the signal was lost in a simulation"] : Array.Empty<string>(),
            .. grid.Unmeasured > 0 ? [$"not run yet ({grid.Unmeasured} of {grid.Values.Length})"]
                : Array.Empty<string>(),
        ];
        string lost = absent == 0 ? "" : $"{(map is null ? "Missing points" : "Hatched cells")}: "
            + $"{string.Join(", or ", reasons)}.";
        return new()
        {
            Panels = [map ?? SweepPoints.Describe(grid)],
            // Cells fill the axes: a legend among them would cover some.
            Legend = map is null ? [] : map.Series,
            Columns = 1,
            Caption = string.Join(' ', new[]
            {
                caption,
                $"{(map is null ? "Points" : "Colours")}: means over "
                    + $"simulations{(grid.IsLog10 && grid.Quantity.AveragesLogarithms ? " of logarithms" : "")}.",
                lost,
            }.Where(s => s.Length > 0)),
        };
    }
}
