using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Theory;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>A sweep of two numeric options as a map of cells.</summary>
internal static class SweepMap
{
    /// <summary>Describes the panel.</summary>
    /// <param name="grid">The numbers.</param>
    /// <param name="vertical">The option along the vertical axis.</param>
    /// <param name="lines">What is drawn over it.</param>
    public static PanelDescription Describe(SweepGrid grid, SweepAxis vertical, SweepLines lines)
    {
        MeanField? theory = lines.Theory;
        int[] columns = SweepAxes.Ascending(grid.X), rows = SweepAxes.Ascending(vertical);
        double[] xEdges = Edges([.. columns.Select(i => SweepAxes.InAxisUnits(grid.X, grid.X.Numbers[i]))]);
        double[] yEdges = Edges([.. rows.Select(i => SweepAxes.InAxisUnits(vertical, vertical.Numbers[i]))]);
        double[,] values = new double[rows.Length, columns.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < columns.Length; c++)
                values[r, c] = grid.Values[columns[c], rows[r]]?.Mean ?? double.NaN;
        }

        return new()
        {
            Letter = 'a',
            XLabel = SweepAxes.Name(grid.X),
            YLabel = SweepAxes.Name(vertical),
            XScale = SweepAxes.ScaleOf(grid.X),
            YScale = SweepAxes.ScaleOf(vertical),
            XRange = new(xEdges[0], xEdges[^1]),
            YRange = new(yEdges[0], yEdges[^1]),
            HeatMap = new()
            {
                XEdges = xEdges,
                YEdges = yEdges,
                Values = values,
                Label = Symbols.Of(grid.Quantity),
                Scale = AxisScales.Of(grid.IsLog10)
            },
            Series = theory is not null && (grid.X.Option, vertical.Option) is ("weight-variance", "bias-variance")
                or ("bias-variance", "weight-variance")
                ? CriticalLine(theory, grid.X, vertical, xEdges, yEdges)
                :
                [
                    .. lines.DepthScale is { } scale ? SweepDepthScales.Of(scale, grid, vertical,
                        new(xEdges[0], xEdges[^1]), new(yEdges[0], yEdges[^1])) : [],
                    .. lines.Sensitivity is { } sensitivity ? SweepContours.Of(sensitivity, vertical) : [],
                ],
            HasLegend = false,
        };
    }

    private static SeriesDescription[] CriticalLine(MeanField theory, SweepAxis x, SweepAxis y, double[] xEdges,
        double[] yEdges)
    {
        bool weightIsHorizontal = x.Option == "weight-variance";
        double[] horizontal = [.. xEdges.Select(e => InValues(x, e))], upward = [.. yEdges.Select(e => InValues(y, e))];
        double[] biases = weightIsHorizontal ? upward : horizontal, weights = weightIsHorizontal ? horizontal : upward;
        (double Bias, double Weight)[] points =
        [
            .. Enumerable.Range(0, 41).Select(i =>
            Math.Max(1e-6, biases[0] + ((biases[^1] - biases[0]) * i * i / 1600.0)))
                .Select(bias => (bias, theory.CriticalWeightVariance(bias) ?? double.NaN))
                .Where(p => p.Item2 >= weights[0] && p.Item2 <= weights[^1]),
        ];
        (double X, double Y)[] line =
        [
            .. points.Select(p => weightIsHorizontal ? (p.Weight, p.Bias) : (p.Bias, p.Weight))
                .Select(p => (SweepAxes.InAxisUnits(x, p.Item1), SweepAxes.InAxisUnits(y, p.Item2)))
                .OrderBy(p => p.Item1),
        ];
        return line.Length < 2 ? [] :
        [
            new()
            {
                Label = FigureLabel.Empty.Upright("order to chaos (mean field)"),
                X = [.. line.Select(p => p.X)],
                Y = [.. line.Select(p => p.Y)],
                Color = Palette.Vermilion,
                Dash = LineDash.Dashed,
            },
        ];
    }

    private static double InValues(SweepAxis axis, double position) =>
        axis.IsSpacedInLogs ? Math.Pow(10, position) : position;

    // Half way between neighbours; at the ends as far beyond.
    private static double[] Edges(double[] centres)
    {
        if (centres.Length == 1) return [centres[0] - 0.5, centres[0] + 0.5];
        double[] edges = new double[centres.Length + 1];
        for (int i = 1; i < centres.Length; i++) edges[i] = 0.5 * (centres[i - 1] + centres[i]);
        edges[0] = centres[0] - (edges[1] - centres[0]);
        edges[^1] = centres[^1] + (centres[^1] - edges[^2]);
        return edges;
    }
}
