namespace MomentsDnns.Plotting.Rendering;

/// <summary>Where the legend of a panel goes, and the vertical range that makes room for it.</summary>
/// <param name="Columns">How many columns its entries stand in.</param>
/// <param name="Left">Its left edge, as a share of the width of the axes.</param>
/// <param name="Top">Its upper edge, as a share of the height of the axes, from the top.</param>
/// <param name="Range">What the vertical axis shows.</param>
/// <param name="CoveredColumns">How many columns of the panel it covers data in: 0 unless the range is given.</param>
internal sealed record LegendPlacement(int Columns, double Left, double Top, AxisRange Range, int CoveredColumns)
{
    private const double Margin = 0.015;

    /// <summary>
    /// Takes the first place without data: the wanted one, the others, then in more columns. Where there is none and
    /// the range follows the data, the range grows upwards by the least that lets a legend stand above the data; where
    /// the range is given, the place that covers least.
    /// </summary>
    /// <param name="panel">The panel.</param>
    /// <param name="size">The width and height of the legend in so many columns, as shares of the axes.</param>
    /// <param name="entries">How many entries the legend has, 1 or more.</param>
    public static LegendPlacement Choose(PanelDescription panel, Func<int, (double Width, double Height)> size,
        int entries)
    {
        Occupancy occupancy = new(panel);
        AxisRange range = AxisFit.Of(panel);
        List<LegendPlacement> tried = [];
        for (int columns = 1; columns <= entries; columns++)
        {
            (double width, double height) = size(columns);
            if (columns > 1 && width > 1 - (2 * Margin)) break;
            foreach ((double left, double top) in Places(panel.Legend, width, height))
            {
                double low = range.Maximum - ((top + height + Margin) * range.Length);
                double high = range.Maximum - ((top - Margin) * range.Length);
                LegendPlacement place = new(columns, left, top, range,
                    occupancy.Covered(left - Margin, left + width + Margin, low, high));
                if (place.CoveredColumns == 0) return place;
                tried.Add(place);
            }
        }

        return panel.YRange is not null
            ? tried.MinBy(p => p.CoveredColumns)!
            : tried.Where(p => p.Top == Margin).Select(p => Raise(p, size(p.Columns), occupancy))
                .MinBy(p => p.Range.Maximum)!;
    }

    private static LegendPlacement Raise(LegendPlacement place, (double Width, double Height) size, Occupancy occupancy)
    {
        double highest = occupancy.Highest(place.Left - Margin, place.Left + size.Width + Margin);
        double free = Math.Max(0.1, 1 - size.Height - (3 * Margin));
        double maximum = Math.Max(place.Range.Maximum, place.Range.Minimum + ((highest - place.Range.Minimum) / free));
        return place with { Range = place.Range with { Maximum = maximum }, CoveredColumns = 0 };
    }

    private static IEnumerable<(double Left, double Top)> Places(LegendAnchor wanted, double width, double height)
    {
        double right = 1 - width - Margin, bottom = 1 - height - Margin, center = (1 - width) / 2;
        Dictionary<LegendAnchor, (double, double)> places = new()
        {
            [LegendAnchor.TopRight] = (right, Margin),
            [LegendAnchor.TopLeft] = (Margin, Margin),
            [LegendAnchor.BottomRight] = (right, bottom),
            [LegendAnchor.MiddleRight] = (right, (1 - height) / 2),
            [LegendAnchor.BottomLeft] = (Margin, bottom),
        };
        return
        [
            places[wanted], .. places.Where(p => p.Key != wanted).Select(p => p.Value), (center, Margin),
            (center, bottom),
        ];
    }
}
