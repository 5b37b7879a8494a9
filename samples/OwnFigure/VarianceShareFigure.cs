using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Samples.OwnFigure;

/// <summary>The share of variance in the signal's power, mu_2/nu_2, against depth, with the threshold of a zero-dimensional signal.</summary>
public sealed class VarianceShareFigure : IFigure
{
    private const double Threshold = 0.01;

    /// <inheritdoc/>
    public string Name => "variance-share";

    /// <inheritdoc/>
    public string Title => "share of variance";

    /// <inheritdoc/>
    public bool Fits(RunResults run) => Quantity.VarianceShare.Find(run) is not null; // of any net; Facts tell more

    /// <inheritdoc/>
    public FigureDescription Describe(RunResults run, FigureOptions options) => new()
    {
        Name = Name,
        Panels =
        [
            // The ratio in each simulation: its mean and band.
            new PanelBuilder(run, AxisScale.Log10)
                .Curve(Symbols.Of(Quantity.VarianceShare), Quantity.VarianceShare, Palette.Blue, LineDash.Solid)
                .ReferenceAt(Threshold)
                .Remark("Dashed: 0.01, below which a signal is zero-dimensional.")
                .Build('a', "share"),
        ],
        Caption = Captions.Curves(run),
    };
}
