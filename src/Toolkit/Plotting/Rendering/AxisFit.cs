namespace MomentsDnns.Plotting.Rendering;

/// <summary>The range of a vertical axis after what the panel shows.</summary>
internal static class AxisFit
{
    private const double Padding = 0.05;

    /// <summary>
    /// The range that holds every finite point, band, bar and reference line of a panel, with 5% on either side.
    /// </summary>
    public static AxisRange Of(PanelDescription panel)
    {
        if (panel.YRange is { } given) return given;
        double[] shown =
        [
            .. panel.ReferenceLines,
            .. panel.Series.SelectMany(s => FiniteRuns.OfLine(s).SelectMany(s.Y.Of)),
            .. from s in panel.Series
               from run in FiniteRuns.OfSpread(s)
               from edge in s.Lower!.Of(run).Concat(s.Upper!.Of(run))
               select edge,
        ];
        if (panel.YFloor is { } floor) shown = [.. shown, floor];
        if (shown.Length == 0) return new AxisRange(0, 1);
        (double minimum, double maximum) = (shown.Min(), shown.Max());
        double length = maximum - minimum;
        // A constant: some room around it, or in proportion to it where doubles are further apart than that.
        if (length <= 1e-9 * Math.Max(Math.Abs(minimum), Math.Abs(maximum)) || length == 0)
            length = Math.Max(0.1, 0.1 * Math.Abs(maximum));
        return new AxisRange(panel.YFloor ?? minimum - (Padding * length), maximum + (Padding * length));
    }
}
