using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// Nets of the hypothesis space one by one, and vanilla nets over the second moment of their weights.
/// </summary>
internal static class SpaceFigures
{
    private static readonly PointMarker[] Markers = [PointMarker.Circle, PointMarker.Square, PointMarker.Triangle];

    public static FigureDescription Nets(HypothesisSpace space)
    {
        SeriesDescription[] series =
        [
            Points("vanilla", space.Vanilla, 0), Points("batch norm, feedforward", space.Feedforward, 1),
            Points("batch norm, residual", space.Residual, 2),
        ];
        return MeasuredPanel.Of(FigureLabel.Parse("mu_2(*x*) / nu_2(*x*) times 1 - 1/r_\"eff\"(*x*)"), AxisScale.Log10,
            new(series.SelectMany(s => s.X).Min() - 0.2, series.SelectMany(s => s.X).Max() + 0.2),
            "normalized sensitivity", AxisScale.Log10, series,
            $"A point a net, at layer or unit {space.Vanilla[0].Depths[^1]}: to the left the signal has collapsed, "
                + "above sensitivity has exploded.", LegendAnchor.TopLeft);
    }

    public static FigureDescription Sweeps(VarianceSweeps sweeps) => new()
    {
        Panels =
        [
            Panel('a', FigureLabel.Parse("E|*w*|^2"), sweeps.Uniform,
            [("off the mean", Quantity.VarianceShare), ("off the first direction", Quantity.SignalRank)],
            "share of the signal", LegendAnchor.BottomRight),
            Panel('b', FigureLabel.Parse("sigma_w^2"), sweeps.Tanh,
                [("off the mean", Quantity.VarianceShare), ("sensitivity", Quantity.Chi)], "share, sensitivity",
                LegendAnchor.TopLeft),
        ],
        Caption = $"At layer {sweeps.Uniform[0].Depths[^1]}; (a) uniform weights, ReLU; (b) tanh. Lines: means of "
            + "logarithms over nets; bars: 16th to 84th percentile.",
    };

    private static PanelDescription Panel(char letter, FigureLabel label, IReadOnlyList<RunResults> points,
        (string Name, Quantity Quantity)[] quantities, string unit, LegendAnchor legend)
    {
        double[] x = [.. points.Select(p => p.Configuration.Network.WeightVariance!.Value)];
        return new()
        {
            Letter = letter,
            XLabel = label,
            YLabel = FigureLabel.Empty.Upright(unit),
            YScale = AxisScale.Log10,
            XRange = new(x[0] - 0.1, x[^1] + 0.1),
            Series =
            [
                .. quantities.Select((q, i) => MeasuredPanel.Band(q.Name, x, points[0].Simulations.Count, (s, d) =>
                End(points[d], q.Quantity, s), Palette.Lines[i], i == 0 ? LineDash.Solid : LineDash.Dashed)
                    with { SpreadIsBars = true, Marker = Markers[i] }),
            ],
            Legend = legend,
        };
    }

    // log10; of a rank, of 1 - 1/r_eff. The last depth that holds a value.
    private static double End(RunResults run, Quantity quantity, int simulation)
    {
        QuantityCurve curve = quantity.Get(run);
        for (int d = curve.Depths - 1; d >= 0; d--)
        {
            double value = curve[simulation, d];
            if (double.IsFinite(value))
            {
                return quantity == Quantity.SignalRank ? Math.Log10(Math.Max(1e-10, 1 - (1 / value)))
                    : value / Math.Log(10);
            }
        }

        return double.NaN;
    }

    private static SeriesDescription Points(string name, IReadOnlyList<RunResults> choices, int index)
    {
        (double X, double Y)[] nets = [.. choices.SelectMany(run => Enumerable.Range(0, run.Simulations.Count)
            .Select(s => (End(run, Quantity.VarianceShare, s) + End(run, Quantity.SignalRank, s),
            End(run, Quantity.Chi, s))))];
        return new()
        {
            Label = FigureLabel.Empty.Upright(name),
            X = [.. nets.Select(n => n.X)],
            Y = [.. nets.Select(n => n.Y)],
            Color = Palette.Lines[index],
            HasLine = false,
            Marker = Markers[index],
        };
    }
}
