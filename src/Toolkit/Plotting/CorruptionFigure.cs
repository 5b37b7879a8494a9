using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Training;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting;

/// <summary>
/// Of nets that were trained, against the size of a Gaussian noise on held-out images, before the first step and after
/// the last: (a) accuracy; (b) the share of the outputs' variance that is noise, and what the infinitesimal noise
/// predicts of it.
/// </summary>
internal sealed class CorruptionFigure : IFigure
{
    private static readonly FigureLabel Size = FigureLabel.Parse("\"noise / signal\""),
        Infinitesimal = FigureLabel.Parse("\"by the infinitesimal noise\"");

    /// <inheritdoc/>
    public string Name => "corruption";

    /// <inheritdoc/>
    public string Title => "accuracy and outputs under noise";

    /// <inheritdoc/>
    public bool Fits(RunResults run) => run.Trained is { NoiseLevels.Count: > 0, ProbedSteps.Count: > 0 };

    /// <inheritdoc/>
    public FigureDescription Describe(RunResults run, FigureOptions options)
    {
        TrainingAnalysis? training = TrainingAnalysis.Of(run);
        IGrouping<int, NoiseRow>[] steps = training is null ? [] : [.. training.Noise.GroupBy(row => row.Step)];
        return new()
        {
            Name = Name,
            Panels =
            [
                Panel('a', "accuracy", "\"held-out accuracy\"",
                    [.. steps.Select((step, i) => Line(step, i, row => row.Accuracy))]) with
                { ReferenceLines = training is null ? [] : [1.0 / training.Classes] },
                Panel('b', "share", "\"share of noise in outputs\"",
                [
                    .. steps.Select((step, i) => Line(step, i, row => row.NoiseShare)),
                    .. steps.Select((step, i) => Line(step, i, row => row.TangentShare) with
                    {
                        Label = i == 0 ? Infinitesimal : FigureLabel.Empty,
                        IsInLegend = i == 0,
                        Color = Palette.Black,
                        Dash = LineDash.Dotted,
                        Marker = PointMarker.None,
                        Lower = null,
                        Upper = null,
                    }),
                ]),
            ],
            Caption = "Noise: Gaussian, in standard deviations of the signal. Bars: standard errors over nets."
                + (training is { Classes: var classes } ? $" Accuracy by chance: 1/{classes}." : ""),
        };
    }

    private static PanelDescription Panel(char letter, string name, string label, SeriesDescription[] lines)
    {
        double[] places = [.. lines.SelectMany(line => line.X)];
        double least = places.DefaultIfEmpty(-1).Min(), most = places.DefaultIfEmpty(0).Max(),
            margin = Math.Max(0.05, 0.05 * (most - least));
        return new()
        {
            Letter = letter,
            Name = name,
            XLabel = Size,
            YLabel = FigureLabel.Parse(label),
            XScale = AxisScale.Log10,
            XRange = new(least - margin, most + margin),
            Series = lines,
            Legend = letter == 'a' ? LegendAnchor.TopRight : LegendAnchor.TopLeft,
        };
    }

    private static SeriesDescription Line(IGrouping<int, NoiseRow> step, int index, Func<NoiseRow, Estimate?> value)
    {
        (double X, Estimate Y)[] points = [.. step.Where(row => value(row) is not null)
            .Select(row => (Math.Log10(row.Level), value(row)!))];
        double Error(Estimate y) => double.IsFinite(y.StandardError) ? y.StandardError : 0;
        return new()
        {
            Label = FigureLabel.Parse($"\"after {step.Key} steps\""),
            X = [.. points.Select(p => p.X)],
            Y = [.. points.Select(p => p.Y.Value)],
            Lower = [.. points.Select(p => p.Y.Value - Error(p.Y))],
            Upper = [.. points.Select(p => p.Y.Value + Error(p.Y))],
            SpreadIsBars = true,
            Color = LineStyles.Color(index),
            Dash = LineStyles.Dash(index),
            Marker = PointMarker.Circle,
        };
    }
}
