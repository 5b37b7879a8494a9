using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Theory;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// A sweep as a figure: a map of cells over two numeric options, with the order-to-chaos line where there is one; else a line for each
/// value of the second option over the first.
/// </summary>
internal static class SweepFigure
{
    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dashed, LineDash.DashDotted];

    /// <summary>Describes the figure.</summary>
    /// <param name="grid">The numbers.</param>
    /// <param name="caption">What was run.</param>
    /// <param name="theory">Whose order-to-chaos line is drawn on a map over weight and bias variance; null: none.</param>
    public static FigureDescription Describe(SweepGrid grid, string caption, MeanField? theory)
    {
        bool isMap = grid.Y is { IsNumeric: true } && grid.X.IsNumeric;
        PanelDescription panel = isMap ? Map(grid, grid.Y!, theory) : Lines(grid);
        int absent = grid.Values.Cast<EndPoint?>().Count(v => v is null);
        string[] reasons =
        [
            .. absent > grid.Unmeasured ? ["the signal was lost in a simulation"] : Array.Empty<string>(),
            .. grid.Unmeasured > 0 ? [$"not run yet ({grid.Unmeasured} of {grid.Values.Length})"] : Array.Empty<string>(),
        ];
        string lost = absent == 0 ? "" : $" {(isMap ? "Hatched cells" : "Gaps")}: {string.Join(", or ", reasons)}.";
        return new()
        {
            Name = "",
            Panels = [panel],
            // Cells fill the axes: a legend among them would cover some.
            Legend = isMap ? panel.Series : [],
            Columns = 1,
            Caption = $"{caption} {(isMap ? "Colours" : "Lines")}: means over simulations{(grid.IsLog10 && grid.Quantity.AveragesLogarithms() ? " of logarithms" : "")}.{lost}",
        };
    }

    private static PanelDescription Map(SweepGrid grid, SweepAxis vertical, MeanField? theory)
    {
        int[] columns = Ascending(grid.X.Numbers), rows = Ascending(vertical.Numbers);
        double[] xEdges = Edges([.. columns.Select(i => InAxisUnits(grid.X, grid.X.Numbers[i]))]), yEdges = Edges([.. rows.Select(i => InAxisUnits(vertical, vertical.Numbers[i]))]);
        double[,] values = new double[rows.Length, columns.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < columns.Length; c++) values[r, c] = grid.Values[columns[c], rows[r]]?.Mean ?? double.NaN;
        }

        return new()
        {
            Letter = 'a',
            XLabel = Name(grid.X.Option),
            YLabel = Name(vertical.Option),
            XScale = ScaleOf(grid.X),
            YScale = ScaleOf(vertical),
            XRange = new(xEdges[0], xEdges[^1]),
            YRange = new(yEdges[0], yEdges[^1]),
            HeatMap = new() { XEdges = xEdges, YEdges = yEdges, Values = values, Label = Symbols.Of(grid.Quantity), Scale = grid.IsLog10 ? AxisScale.Log10 : AxisScale.Linear },
            Series = theory is not null && (grid.X.Option, vertical.Option) is ("weight-variance", "bias-variance") or ("bias-variance", "weight-variance")
                ? CriticalLine(theory, grid.X, vertical, xEdges, yEdges)
                : [],
            HasLegend = false,
        };
    }

    private static SeriesDescription[] CriticalLine(MeanField theory, SweepAxis x, SweepAxis y, double[] xEdges, double[] yEdges)
    {
        bool weightIsHorizontal = x.Option == "weight-variance";
        double[] horizontal = [.. xEdges.Select(e => InValues(x, e))], upward = [.. yEdges.Select(e => InValues(y, e))];
        double[] biases = weightIsHorizontal ? upward : horizontal, weights = weightIsHorizontal ? horizontal : upward;
        (double Bias, double Weight)[] points =
        [
            .. Enumerable.Range(0, 41).Select(i => Math.Max(1e-6, biases[0] + ((biases[^1] - biases[0]) * i * i / 1600.0)))
                .Select(bias => (bias, theory.CriticalWeightVariance(bias) ?? double.NaN))
                .Where(p => p.Item2 >= weights[0] && p.Item2 <= weights[^1]),
        ];
        (double X, double Y)[] line = [.. points.Select(p => weightIsHorizontal ? (p.Weight, p.Bias) : (p.Bias, p.Weight)).Select(p => (InAxisUnits(x, p.Item1), InAxisUnits(y, p.Item2))).OrderBy(p => p.Item1)];
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

    private static PanelDescription Lines(SweepGrid grid)
    {
        int[] order = grid.X.Numbers.Any(double.IsFinite) ? [.. Ascending(grid.X.Numbers).Where(i => double.IsFinite(grid.X.Numbers[i]))] : [.. Enumerable.Range(0, grid.X.Values.Count)];
        double[] x = [.. order.Select(i => !grid.X.Numbers.Any(double.IsFinite) ? i : InAxisUnits(grid.X, grid.X.Numbers[i]))];
        int[] words = [.. Enumerable.Range(0, grid.X.Values.Count).Where(i => double.IsNaN(grid.X.Numbers[i]) && order.Length < grid.X.Values.Count)];
        List<SeriesDescription> series = [];
        for (int y = 0; y < (grid.Y?.Values.Count ?? 1); y++)
        {
            FigureLabel name = FigureLabel.Empty.Upright(grid.Y?.Values[y] ?? "measured");
            RgbColor color = Palette.Lines[y % Palette.Lines.Count];
            series.Add(new() { Label = name, X = x, Y = [.. order.Select(i => grid.Values[i, y]?.Mean ?? double.NaN)], Color = color, Dash = Dashes[y % Dashes.Length] });
            // A value that is no number (tangent) is a level to compare with.
            foreach (int word in words.Where(i => grid.Values[i, y] is not null))
            {
                series.Add(new()
                {
                    Label = name.Upright(", " + grid.X.Values[word]),
                    X = [x[0], x[^1]],
                    Y = [grid.Values[word, y]!.Mean, grid.Values[word, y]!.Mean],
                    Color = color,
                    Dash = LineDash.Dotted,
                });
            }
        }

        return new()
        {
            Letter = 'a',
            XLabel = Name(grid.X.Option),
            XScale = ScaleOf(grid.X),
            XNames = grid.X.Numbers.Any(double.IsFinite) ? [] : grid.X.Values,
            YLabel = Symbols.Of(grid.Quantity),
            YScale = grid.IsLog10 ? AxisScale.Log10 : AxisScale.Linear,
            XRange = x.Length > 1 && x[^1] > x[0] ? new(x[0], x[^1]) : new(x[0] - 0.5, x[0] + 0.5),
            Series = series,
            Legend = LegendAnchor.TopLeft,
        };
    }

    private static FigureLabel Name(string option) => FigureLabel.Parse(option switch
    {
        "weight-variance" => "sigma_w^2",
        "bias-variance" => "sigma_b^2",
        "noise" => "a, amplitude of the noise",
        _ => option.Replace('-', ' '),
    });

    private static AxisScale ScaleOf(SweepAxis axis) => axis.SpansDecades ? AxisScale.Log10 : AxisScale.Linear;

    private static double InAxisUnits(SweepAxis axis, double value) => axis.SpansDecades ? Math.Log10(value) : value;

    private static double InValues(SweepAxis axis, double position) => axis.SpansDecades ? Math.Pow(10, position) : position;

    private static int[] Ascending(IReadOnlyList<double> numbers) => [.. Enumerable.Range(0, numbers.Count).OrderBy(i => numbers[i])];

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
