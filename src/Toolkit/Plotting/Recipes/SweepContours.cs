using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Lines of equal log10 chi over a map of cells: where it first passes a whole power of ten from cell to cell of a
/// column, from below, by linear interpolation in the units of the axis. Not of chi = 1, about which it wanders.
/// </summary>
internal static class SweepContours
{
    private const int Most = 3;

    private static readonly LineDash[] Dashes = [LineDash.Dotted, LineDash.DashDotted, LineDash.Dashed];

    /// <summary>The lines, lowest level first; none where all lies between two powers.</summary>
    /// <param name="sensitivity">log10 of chi at each point.</param>
    /// <param name="vertical">The option along the vertical axis.</param>
    public static SeriesDescription[] Of(SweepGrid sensitivity, SweepAxis vertical)
    {
        double[] known = [.. sensitivity.Values.Cast<EndPoint?>().OfType<EndPoint>().Select(p => p.Mean)];
        if (known.Length == 0) return [];
        int[] levels = [.. Enumerable.Range((int)Math.Ceiling(known.Min()),
            Math.Max(0, (int)Math.Floor(known.Max()) - (int)Math.Ceiling(known.Min()) + 1)).Where(level => level != 0)];
        int step = Math.Max(1, (levels.Length + Most - 1) / Most);
        return [.. levels.Where((_, i) => i % step == 0).Select((level, i) => Line(sensitivity, vertical, level, i))
            .Where(line => line.X.Count > 1)];
    }

    private static SeriesDescription Line(SweepGrid grid, SweepAxis vertical, int level, int index)
    {
        int[] columns = SweepAxes.Ascending(grid.X), rows = SweepAxes.Ascending(vertical);
        (double X, double Y)[] points =
        [
            .. from column in columns
               let crossings =
                   from pair in rows.Zip(rows.Skip(1))
                   let low = grid.Values[column, pair.First]
                   let high = grid.Values[column, pair.Second]
                   where low is not null && high is not null && (low.Mean < level) != (high.Mean < level)
                   let share = (level - low.Mean) / (high.Mean - low.Mean)
                   let bottom = SweepAxes.InAxisUnits(vertical, vertical.Numbers[pair.First])
                   let top = SweepAxes.InAxisUnits(vertical, vertical.Numbers[pair.Second])
                   select bottom + (share * (top - bottom))
               where crossings.Any()
               select (SweepAxes.InAxisUnits(grid.X, grid.X.Numbers[column]), crossings.First()),
        ];
        return new()
        {
            Label = FigureLabel.Parse($"chi = 10^{{{level}}}\" before training\""),
            X = [.. points.Select(p => p.X)],
            Y = [.. points.Select(p => p.Y)],
            Color = Palette.Black,
            Dash = Dashes[index % Dashes.Length],
        };
    }
}
