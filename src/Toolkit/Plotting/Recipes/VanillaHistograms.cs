using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Figure 2: densities over simulations of (a) log nu_2(x^l) - log nu_2(x^0) and (b) log mu_2(dx^l) - log mu_2(dx^0)
/// after the activation. The inputs are standardised, so the logarithms at depth 0 are 0 and nothing is subtracted.
/// </summary>
internal static class VanillaHistograms
{
    private const int Shown = 4;

    private static readonly LineDash[] Dashes = [LineDash.Dotted, LineDash.DashDotted, LineDash.Dashed, LineDash.Solid];

    private static readonly RgbColor[] Colors = [Palette.Sky, Palette.Green, Palette.Orange, Palette.Vermilion];

    /// <summary>Describes the figure.</summary>
    public static FigureDescription Describe(RunResults results) => new()
    {
        Name = "",
        Panels =
        [
            Panel(results, 'a', Statistic.Nu2Signal, Symbols.LogSignalPower),
            Panel(results, 'b', Statistic.Mu2Noise, Symbols.LogNoisePower),
        ],
        Caption = Captions.Histograms(results),
    };

    /// <summary>
    /// The columns of the depths shown: the last four equally spaced recorded depths (D/4, D/2, 3D/4, D of the number
    /// of records, rounded), or all where there are no more than four.
    /// </summary>
    internal static IReadOnlyList<int> Columns(int depths) => depths <= Shown
        ? [.. Enumerable.Range(0, depths)]
        : [.. Enumerable.Range(1, Shown).Select(i => (int)Math.Round(depths * (double)i / Shown) - 1)];

    private static PanelDescription Panel(RunResults results, char letter, Statistic statistic, FigureLabel xLabel)
    {
        List<SeriesDescription> series = [];
        List<FigureLabel> notes = [];
        if (results.Find(statistic, Location.Activation) is not { } curve)
        {
            notes.Add(xLabel.Upright(": not recorded"));
        }
        else
        {
            foreach ((int column, int index) in Columns(results.Depths.Count).Select((column, index) => (column, index)))
            {
                FigureLabel label = Symbols.Depth.Upright($" = {results.Depths[column]}");
                double[] values = [.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, column])];
                // As for curves: a density of the survivors would be one of another law.
                int absent = values.Count(double.IsNaN);
                Histogram? histogram = absent > 0 ? null : Histogram.Of(values);
                if (histogram is null) notes.Add(label.Upright(absent == 0 ? ": no value to draw" : $": absent in {absent} of {values.Length} simulations"));
                else series.Add(Outline(label, histogram, Colors[index], Dashes[index]));
            }
        }

        return new PanelDescription
        {
            Letter = letter,
            XLabel = xLabel,
            YLabel = FigureLabel.Empty.Upright("density"),
            XRange = HorizontalRange(series),
            YFloor = 0,
            Series = series,
            Notes = notes,
            Legend = LegendAnchor.TopLeft,
        };
    }

    // The outline of the bars: up from 0, along each top, down to 0; the band fills what is under it.
    private static SeriesDescription Outline(FigureLabel label, Histogram histogram, RgbColor color, LineDash dash)
    {
        int bins = histogram.Densities.Count;
        double[] x = [.. histogram.Edges.SelectMany(edge => new[] { edge, edge })];
        double[] y = [0, .. histogram.Densities.SelectMany(density => new[] { density, density }), 0];
        return new SeriesDescription
        {
            Label = label,
            X = x,
            Y = y,
            Lower = new double[2 * (bins + 1)],
            Upper = y,
            Color = color,
            Dash = dash,
        };
    }

    private static AxisRange HorizontalRange(List<SeriesDescription> series)
    {
        if (series.Count == 0) return new AxisRange(-1, 1);
        (double minimum, double maximum) = (series.Min(s => s.X[0]), series.Max(s => s.X[^1]));
        double padding = 0.03 * (maximum - minimum);
        return new AxisRange(minimum - padding, maximum + padding);
    }
}
