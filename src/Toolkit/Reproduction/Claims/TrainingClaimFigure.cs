using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// Nets that were trained, against depth: accuracy on training images, on held-out ones and on these under noise; log
/// chi and r_eff(x) behind the last unit, before and after.
/// </summary>
internal static class TrainingClaimFigure
{
    /// <summary>Describes the figure.</summary>
    /// <param name="nets">The nets.</param>
    public static FigureDescription Describe(TrainingResults nets)
    {
        IReadOnlyList<TrainedNets>[] families = [nets.Vanilla, nets.Feedforward, nets.Residual];
        double most = nets.All.Max(n => Place(n)), least = nets.All.Min(n => Place(n));
        AxisRange range = new(least - 0.05, most + 0.05);
        double chance = nets.All[0].Chance;
        return new()
        {
            Panels =
            [
                Panel('a', "training", "\"training accuracy\"", AxisScale.Linear, Accuracy(TrainedStatistics.Training))
                    with { ReferenceLines = [chance] },
                Panel('b', "held-out", "\"held-out accuracy\"", AxisScale.Linear, Accuracy(TrainedStatistics.HeldOut))
                    with { ReferenceLines = [chance] },
                Panel('c', "noise", "\"held-out accuracy under noise\"", AxisScale.Linear,
                    Accuracy(TrainedStatistics.Noisy(TrainingResults.NoiseLevel))) with { ReferenceLines = [chance] },
                Panel('d', "sensitivity", "chi", AxisScale.Log10, BeforeAndAfter((n, after) => n.Log10Chi(after)))
                    with { ReferenceLines = [0] },
                Panel('e', "ranks", "r_eff(*x*)", AxisScale.Linear,
                    BeforeAndAfter((n, after) => n.SignalRank(after))) with { ReferenceLines = [1] },
            ],
            Legend = Accuracy(TrainedStatistics.Training),
            Caption = "l: layers, of resnets two a unit. Bars: standard errors over "
                + $"{nets.All[0].Run.Simulations.Count} nets. Accuracy by chance: {chance:0.###}. Dotted lines: "
                + $"before training. Noise: {TrainingResults.NoiseLevel} standard deviations of the signal. Lines "
                + "end where training leaves no signal.",
        };

        SeriesDescription[] Accuracy(Location place) => [.. families.Select((family, i) => Line(family, i,
            n => Estimate.Of([.. n.AboveChance(place).Select(a => a + chance)]), LineStyles.Dash(i)))];

        SeriesDescription[] BeforeAndAfter(Func<TrainedNets, bool, Estimate?> value) =>
        [
            .. families.Select((family, i) => Line(family, i, n => value(n, true), LineStyles.Dash(i))),
            .. families.Select((family, i) => Line(family, i, n => value(n, false), LineDash.Dotted)
                with { Marker = PointMarker.None, IsInLegend = false }),
        ];

        PanelDescription Panel(char letter, string name, string label, AxisScale scale, SeriesDescription[] lines) =>
            new()
            {
                Letter = letter,
                Name = name,
                XLabel = Symbols.Depth,
                XScale = AxisScale.Log10,
                XRange = range,
                YLabel = FigureLabel.Parse(label),
                YScale = scale,
                Series = lines,
                HasLegend = false,
            };
    }

    private static double Place(TrainedNets nets) => Math.Log10(nets.Depth
        * (nets.Run.Configuration.Network.Topology.AddsBranch ? nets.Run.Configuration.Network.ResidualDepth : 1));

    private static SeriesDescription Line(IReadOnlyList<TrainedNets> family, int index,
        Func<TrainedNets, Estimate?> value, LineDash dash)
    {
        TrainedNets[] known = [.. family.Where(nets => value(nets) is not null)];
        Estimate[] points = [.. known.Select(nets => value(nets)!)];
        return new()
        {
            Label = FigureLabel.Empty.Upright(family[0].Kind),
            X = [.. known.Select(Place)],
            Y = [.. points.Select(p => p.Value)],
            Lower = [.. points.Select(p => p.Value - Error(p))],
            Upper = [.. points.Select(p => p.Value + Error(p))],
            SpreadIsBars = true,
            Color = LineStyles.Color(index),
            Dash = dash,
            Marker = LineStyles.Marker(index),
        };
    }

    private static double Error(Estimate point) => double.IsFinite(point.StandardError) ? point.StandardError : 0;
}
