using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting;

/// <summary>
/// Of nets that were trained, by step: (a) loss and (b) accuracy on training and held-out images; (c) chi and (d)
/// effective ranks behind the last unit.
/// </summary>
internal sealed class TrainingFigure : IFigure
{
    private static readonly FigureLabel Training = FigureLabel.Parse("\"training images\""),
        HeldOut = FigureLabel.Parse("\"held-out images\"");

    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public string Title => "loss, accuracy, sensitivity, effective ranks by step";

    /// <inheritdoc/>
    public bool Fits(RunResults run) => run.Facts.IsOfTraining;

    /// <inheritdoc/>
    public FigureDescription Describe(RunResults run, FigureOptions options) => new()
    {
        Name = Name,
        Panels =
        [
            Panel(run, AxisScale.Log10, TrainingQuantities.TrainingLoss, TrainingQuantities.HeldOutLoss)
                .Build('a', "loss", null, LegendAnchor.BottomLeft) with
            { YLabel = FigureLabel.Parse("\"loss\"") },
            Panel(run, AxisScale.Linear, TrainingQuantities.TrainingAccuracy, TrainingQuantities.HeldOutAccuracy)
                .ReferenceAt(1.0 / Classes(run))
                .Build('b', "accuracy", null, LegendAnchor.TopLeft) with
            { YLabel = FigureLabel.Parse("\"accuracy\"") },
            new PanelBuilder(run, AxisScale.Log10).Curve(Symbols.Chi, Quantity.Chi, Palette.Blue, LineDash.Solid)
                .ReferenceAtOne().Build('c', "sensitivity", null, LegendAnchor.TopLeft),
            new PanelBuilder(run, AxisScale.Log10).Ranks(false, null).Build('d', "ranks"),
        ],
        Caption = Captions.Curves(run) + $" Accuracy by chance: 1/{Classes(run)}.",
    };

    private static int Classes(RunResults run) => run.Trained?.Classes ?? 1;

    private static PanelBuilder Panel(RunResults run, AxisScale scale, Quantity training, Quantity heldOut) =>
        new PanelBuilder(run, scale).Curve(Training, training, Palette.Blue, LineDash.Solid)
            .Curve(HeldOut, heldOut, Palette.Vermilion, LineDash.Dashed);
}
