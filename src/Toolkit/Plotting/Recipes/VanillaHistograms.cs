using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Figure 2: densities over simulations of (a) log nu_2(x^l) - log nu_2(x^0) and (b) log mu_2(dx^l) - log mu_2(dx^0)
/// at the output of a layer. The inputs are standardised, so the logarithms at depth 0 are 0 and nothing is subtracted.
/// </summary>
internal static class VanillaHistograms
{
    private const int Shown = 4;

    private static readonly LineDash[] Dashes =
        [LineDash.ShortDashed, LineDash.DashDotted, LineDash.Dashed, LineDash.Solid];

    private static readonly RgbColor[] Colors = [.. Palette.Sequence];

    /// <summary>Describes the figure.</summary>
    public static FigureDescription Describe(RunResults results, FigureOptions options)
    {
        return new()
        {
            Panels =
            [
                Panel(results, 'a', "signal-power", Statistic.Nu2Signal, Symbols.LogSignalPower,
                TheoryPanels.Of(results, options)),
                Panel(results, 'b', "noise-power", Statistic.Mu2Noise, Symbols.LogNoisePower, []),
            ],
            Caption = Captions.Histograms(results),
        };
    }

    /// <summary>
    /// The columns of the depths shown: the last four equally spaced recorded depths (D/4, D/2, 3D/4, D of the number
    /// of records, rounded), or all where there are no more than four.
    /// </summary>
    internal static IReadOnlyList<int> Columns(int depths) => depths <= Shown
        ? [.. Enumerable.Range(0, depths)]
        : [.. Enumerable.Range(1, Shown).Select(i => (int)Math.Round(depths * (double)i / Shown) - 1)];

    /// <summary>
    /// 50 bins for 1,000 simulations and more, as the root of their number for fewer: noise would draw combs.
    /// </summary>
    internal static int Bins(int simulations) =>
        Math.Clamp((int)Math.Round(1.6 * Math.Sqrt(simulations)), 5, Histogram.DefaultBins);

    private static PanelDescription Panel(RunResults results, char letter, string name, Statistic statistic,
        FigureLabel xLabel, IReadOnlyList<TheoryCurve> theory)
    {
        List<SeriesDescription> series = [];
        List<FigureLabel> notes = [];
        if (results.Find(statistic, results.Facts.Output) is not { } curve)
        {
            notes.Add(xLabel.Upright(": not recorded"));
        }
        else
        {
            foreach ((int column, int index) in Columns(results.Depths.Count)
                .Select((column, index) => (column, index)))
            {
                FigureLabel label = Symbols.Depth.Upright($" = {results.Depths[column]}");
                double[] values = [.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, column])];
                // As for curves: a density of the survivors would be one of another law.
                int absent = values.Count(double.IsNaN);
                Histogram? histogram = absent > 0 ? null : Histogram.Of(values, Bins(values.Length));
                if (histogram is null)
                {
                    notes.Add(label.Upright(absent == 0 ? ": no value to draw"
                        : $": absent in {absent} of {values.Length} simulations"));
                }
                else series.Add(Outline(label, histogram, Colors[index], Dashes[index]));
            }

            series.AddRange(Predicted(results, theory, [.. series]));
        }

        return new PanelDescription
        {
            Letter = letter,
            Name = name,
            XLabel = xLabel,
            YLabel = FigureLabel.Empty.Upright("density"),
            XRange = HorizontalRange(series),
            YFloor = 0,
            Series = series,
            Notes = notes,
            Remarks = series.Any(s => !s.HasBand) ? ["Dotted: normal densities of the mean and variance predicted for "
                + "one input."] : [],
            Legend = LegendAnchor.TopLeft,
        };
    }

    // Logarithms diffuse: normal densities of the predicted mean and variance.
    private static IEnumerable<SeriesDescription> Predicted(RunResults results, IReadOnlyList<TheoryCurve> theory,
        SeriesDescription[] outlines)
    {
        if (theory.FirstOrDefault(c => c is { Theory: TheoryKind.Diffusion, IsVariance: false }) is not { } means
            || theory.FirstOrDefault(c => c is { Theory: TheoryKind.Diffusion, IsVariance: true }) is not { } variances
            || outlines.Length == 0)
        {
            yield break;
        }

        (double from, double to) = (outlines.Min(o => o.X[0]), outlines.Max(o => o.X[^1]));
        double[] x = [.. Enumerable.Range(0, 201).Select(i => i == 200 ? to : from + ((to - from) * i / 200))];
        // the end itself: no axis moves by a rounding
        FigureLabel label = FigureLabel.Empty.Upright("theory"); // the first line names them all
        foreach (int column in Columns(results.Depths.Count))
        {
            int depth = results.Depths[column];
            if (means.Points.FirstOrDefault(p => p.Depth == depth) is not { } mean
                || variances.Points.FirstOrDefault(p => p.Depth == depth) is not { } variance)
            {
                continue;
            }
            yield return new()
            {
                Label = label,
                X = x,
                Y = [.. x.Select(v => Normal.PDF(mean.Lower, Math.Sqrt(variance.Lower), v))],
                Color = Palette.Black,
                Dash = LineDash.Dotted,
            };
            label = FigureLabel.Empty;
        }
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
