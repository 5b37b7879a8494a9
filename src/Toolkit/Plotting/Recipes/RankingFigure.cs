using System.Globalization;
using MomentsDnns.Analysis.Ranking;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>The figure of a ranking: of each measure, the error that networks reached over it.</summary>
internal static class RankingFigure
{
    private const int PanelsInRow = 3;
    private const double Padding = 0.04;

    // From this ratio of largest to least on, a positive measure is shown by its logarithm.
    private const double LogarithmicFrom = 20;

    private const double LeastError = 0.1, Whole = 100;

    /// <summary>Describes it.</summary>
    /// <param name="analysis">The analysis.</param>
    public static FigureDescription Describe(RankingAnalysis analysis) => new()
    {
        Columns = PanelsInRow,
        Panels = [.. analysis.Measures.Select((measure, i) => PanelOf(measure, analysis.Complete, (char)('a' + i)))],
        Caption = $"Error reached (100% less the accuracy) over each number at initialization, "
            + $"{analysis.Complete.Count} networks; ρ: Spearman’s, of the number and the accuracy. "
            + "Orange: size; blue: signal and noise; green: the usual measures.",
    };

    private static PanelDescription PanelOf(
        MeasureRanking ranking, IReadOnlyList<MeasuredNetwork> networks, char letter)
    {
        RankingMeasure measure = ranking.Measure;
        (double X, double Y)[] points = [.. networks.Select(n => (X: n.Values[measure], n.Accuracy)).OrderBy(p => p.X)
            .Select(p => (p.X, Math.Log10(Math.Max(LeastError, Whole - p.Accuracy))))];
        bool isLogarithmic = IsLogarithmic(measure.Group, points[0].X, points[^1].X);
        double[] x = [.. points.Select(p => isLogarithmic ? Math.Log10(p.X) : p.X)];
        double padding = Math.Max(Padding * (x[^1] - x[0]), 1e-9);
        return new()
        {
            Letter = letter,
            Name = measure.Name.Replace('_', '-'),
            XLabel = FigureLabel.Parse(measure.Symbol),
            XScale = isLogarithmic ? AxisScale.Log10 : AxisScale.Linear,
            YLabel = FigureLabel.Empty.Upright("error (%)"),
            YScale = AxisScale.Log10,
            XRange = new(x[0] - padding, x[^1] + padding),
            Series =
            [
                new()
                {
                    Label = FigureLabel.Empty,
                    X = x,
                    Y = [.. points.Select(p => p.Y)],
                    Color = ColorOf(measure.Group),
                    HasLine = false,
                    Marker = PointMarker.Circle,
                },
            ],
            HasLegend = true,
            Notes = [FigureLabel.Empty.Italic("ρ")
                .Upright(" = " + ranking.Spearman.Value.ToString("F2", CultureInfo.InvariantCulture))],
        };
    }

    // Statistics of signal and noise are logarithms, or of few decades.
    private static bool IsLogarithmic(MeasureGroup group, double least, double largest) => least > 0
        && (group == MeasureGroup.Size || (group == MeasureGroup.ZeroCost && largest > LogarithmicFrom * least));

    private static RgbColor ColorOf(MeasureGroup group) => group switch
    {
        MeasureGroup.Size => Palette.Orange,
        MeasureGroup.Propagation => Palette.Blue,
        _ => Palette.Green,
    };
}
