using MomentsDnns.Analysis.Sweeps;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>Multiples of the depth scale of correlations over a map of weight variance and depth.</summary>
internal static class SweepDepthScales
{
    private const int Points = 241;

    private static readonly int[] Multiples = [2, 4, 6];

    /// <summary>The lines, broken where they leave the map; none over other options.</summary>
    /// <param name="depthScale">xi by sigma_w^2.</param>
    /// <param name="grid">The map.</param>
    /// <param name="vertical">The option along the vertical axis.</param>
    /// <param name="x">What the horizontal axis shows, in its units.</param>
    /// <param name="y">What the vertical axis shows, in its units.</param>
    public static SeriesDescription[] Of(Func<double, double?> depthScale, SweepGrid grid, SweepAxis vertical,
        AxisRange x, AxisRange y)
    {
        if ((grid.X.Option, vertical.Option) is not ("weight-variance", "depth")) return [];
        double[] places = [.. Enumerable.Range(0, Points).Select(i => x.Minimum + (x.Length * i / (Points - 1)))];
        double[] scales = [.. places.Select(place => depthScale(grid.X.IsSpacedInLogs ? Math.Pow(10, place) : place)
            ?? double.NaN)];
        return
        [
            .. Multiples.Select((multiple, i) => new SeriesDescription
            {
                Label = FigureLabel.Parse($"{multiple} xi"),
                X = places,
                Y = [.. scales.Select(xi => SweepAxes.InAxisUnits(vertical, multiple * xi) is var height
                    && y.Contains(height) ? height : double.NaN)],
                Color = Palette.Vermilion,
                Dash = LineStyles.Dash(i),
            }),
        ];
    }
}
