using MomentsDnns.Plotting;

namespace MomentsDnns.Reporting;

/// <summary>
/// The numbers of a panel's lines at common horizontal positions: the rows of its table, and what a pointer reads.
/// </summary>
internal sealed class PanelReadings
{
    // Outlines of histograms have no positions in common: they are read off at so many places.
    private const int Places = 40;

    private PanelReadings(PanelDescription panel)
    {
        Panel = panel;
        IsOutline = panel.Series.Any(s => s.X.Zip(s.X.Skip(1)).Any(pair => pair.First >= pair.Second));
        X = IsOutline
            ? [.. Enumerable.Range(0, Places + 1).Select(i => panel.XRange.Minimum
            + (panel.XRange.Length * i / Places))]
            : [.. panel.Series.SelectMany(s => s.X).Distinct().Order()];
        Names = NamesOf(panel.Series);
    }

    /// <summary>The panel.</summary>
    public PanelDescription Panel { get; }

    /// <summary>Whether the lines are outlines, read off between their points.</summary>
    public bool IsOutline { get; }

    /// <summary>The positions, ascending.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>A name for each series: its own, or that of the series before it, numbered.</summary>
    public IReadOnlyList<FigureLabel> Names { get; }

    /// <summary>Reads a panel.</summary>
    public static PanelReadings Of(PanelDescription panel) => new(panel);

    /// <summary>What a series has at each position; NaN where it has nothing.</summary>
    /// <param name="series">One of the panel's.</param>
    /// <param name="values">Its line, or an edge of its band.</param>
    public double[] At(SeriesDescription series, IReadOnlyList<double> values)
    {
        if (IsOutline) return [.. X.Select(x => Between(series.X, values, x))];
        Dictionary<double, double> known = series.X.Zip(values).ToDictionary(p => p.First, p => p.Second);
        return [.. X.Select(x => known.TryGetValue(x, out double value) && double.IsFinite(value) ? value
            : double.NaN)];
    }

    /// <summary>Whether a series has a band that says how far simulations spread.</summary>
    public static bool HasSpread(SeriesDescription series) => series.HasBandEdges;

    private static double Between(IReadOnlyList<double> xs, IReadOnlyList<double> values, double x)
    {
        for (int i = 0; i + 1 < xs.Count; i++)
        {
            if (x < xs[i] || x >= xs[i + 1]) continue;
            return values[i] + ((values[i + 1] - values[i]) * (x - xs[i]) / (xs[i + 1] - xs[i]));
        }

        return double.NaN;
    }

    private static FigureLabel[] NamesOf(IReadOnlyList<SeriesDescription> series)
    {
        FigureLabel[] names = new FigureLabel[series.Count];
        (FigureLabel last, int count) = (FigureLabel.Empty, 1);
        for (int i = 0; i < names.Length; i++)
        {
            bool isOwn = series[i].Label.Runs.Count > 0;
            (last, count) = isOwn ? (series[i].Label, 1) : (last, count + 1);
            names[i] = isOwn ? last : last.Upright($" ({count})");
        }

        return names;
    }
}
