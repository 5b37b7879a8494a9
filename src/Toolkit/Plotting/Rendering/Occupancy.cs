namespace MomentsDnns.Plotting.Rendering;

/// <summary>Where the lines and bands of a panel are: for each of a row of columns, the heights they take up.</summary>
internal sealed class Occupancy
{
    private const int Columns = 240;

    private readonly List<(double Low, double High)>[] _taken =
        [.. Enumerable.Range(0, Columns).Select(_ => new List<(double, double)>())];
    private readonly AxisRange _x;

    /// <summary>Marks everything that a panel shows.</summary>
    public Occupancy(PanelDescription panel)
    {
        _x = panel.XRange;
        foreach (double reference in panel.ReferenceLines)
            foreach (List<(double, double)> column in _taken) column.Add((reference, reference));
        foreach (SeriesDescription series in panel.Series)
        {
            foreach (int[] run in FiniteRuns.OfLine(series)) Mark(series.X, series.Y, series.Y, run);
            foreach (int[] run in FiniteRuns.OfSpread(series)) Mark(series.X, series.Lower!, series.Upper!, run);
        }
    }

    /// <summary>How many columns of a rectangle hold a line or band.</summary>
    /// <param name="left">Its left edge, as a share of the panel's width.</param>
    /// <param name="right">Its right edge, as a share of the panel's width.</param>
    /// <param name="low">Its lower edge, in axis units.</param>
    /// <param name="high">Its upper edge, in axis units.</param>
    public int Covered(double left, double right, double low, double high) =>
        Within(left, right).Count(column => column.Any(taken => taken.High >= low && taken.Low <= high));

    /// <summary>
    /// The highest point between two shares of the width, in axis units; minus infinity if there is none.
    /// </summary>
    public double Highest(double left, double right) =>
        Within(left, right).SelectMany(column => column).Select(taken => taken.High)
            .DefaultIfEmpty(double.NegativeInfinity).Max();

    private IEnumerable<List<(double Low, double High)>> Within(double left, double right)
    {
        int first = Math.Clamp((int)Math.Floor(left * Columns), 0, Columns - 1);
        int last = Math.Clamp((int)Math.Ceiling(right * Columns) - 1, first, Columns - 1);
        return _taken.Skip(first).Take(last - first + 1);
    }

    private void Mark(IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high, int[] run)
    {
        foreach (int i in run)
        {
            int next = Math.Min(i + 1, run[^1]);
            double from = _x.Share(x[i]) * Columns, to = _x.Share(x[next]) * Columns;
            for (int column = Math.Max(0, (int)from); column <= Math.Min(Columns - 1, (int)to); column++)
            {
                // The part of the segment over this column.
                double a = to > from ? Math.Clamp((column - from) / (to - from), 0, 1) : 0;
                double b = to > from ? Math.Clamp((column + 1 - from) / (to - from), 0, 1) : 1;
                double lowA = low[i] + (a * (low[next] - low[i])), lowB = low[i] + (b * (low[next] - low[i]));
                double highA = high[i] + (a * (high[next] - high[i])), highB = high[i] + (b * (high[next] - high[i]));
                _taken[column].Add((Math.Min(lowA, lowB), Math.Max(highA, highB)));
            }
        }
    }
}
