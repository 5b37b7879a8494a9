using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting;

/// <summary>
/// Of a net that no figure of the paper is of, by its facts: (a) its increments; (b) chi at the output of each unit;
/// (c) effective ranks.
/// </summary>
internal sealed class SensitivityFigure : IFigure
{
    private static readonly LineDash[] Dashes = [LineDash.Dashed, LineDash.DashDotted, LineDash.Dotted];

    /// <inheritdoc/>
    public string Name => "sensitivity";

    /// <inheritdoc/>
    public string Title => "increments, sensitivity, effective ranks";

    /// <inheritdoc/>
    public bool Fits(RunResults run) => run.Facts is { Along: null, IsOfTraining: false }
        && !PaperFigures.All.Any(figure => figure.Fits(run));

    /// <inheritdoc/>
    public FigureDescription Describe(RunResults run, FigureOptions options)
    {
        PanelBuilder increments = new(run, AxisScale.Linear);
        foreach ((int i, Quantity quantity) in Quantity.IncrementsOf(run.Facts).Index())
        {
            // The whole unit is solid, its parts are broken.
            bool isWhole = run.Facts.Increments[i].After == run.Facts.Output;
            increments.Curve(
                quantity == Quantity.NormIncrement ? Symbols.NormIncrement(run.Facts.Norm, false)
                : Symbols.Of(quantity),
                quantity, LineStyles.Color(i), isWhole ? LineDash.Solid : Dashes[i % Dashes.Length]);
        }

        return new()
        {
            Name = Name,
            Panels =
            [
                increments.ReferenceAtOne().Build('a', "increments"),
                new PanelBuilder(run, AxisScale.Log10).Curve(Symbols.Chi, Quantity.Chi, Palette.Blue, LineDash.Solid)
                    .Build('b', "sensitivity", null, LegendAnchor.TopLeft),
                new PanelBuilder(run, AxisScale.Log10).Ranks(false, null).Build('c', "ranks"),
            ],
            Caption = Captions.Curves(run),
        };
    }
}
