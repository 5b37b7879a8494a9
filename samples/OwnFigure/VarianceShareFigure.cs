using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.SideBySide;
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
    public FigureDescription Describe(RunResults run, FigureOptions options)
    {
        // The ratio in each simulation; its mean and band are taken of the logarithm.
        CurveSummary share = CurveSummary.OfLog10(Quantity.VarianceShare.Get(run));
        return new()
        {
            Name = Name,
            Panels =
            [
                new PanelBuilder(run, AxisScale.Log10)
                    .Curve(Symbols.VarianceShare, share, Palette.Blue, LineDash.Solid)
                    .ReferenceAt(Threshold)
                    .Remark(Captions.Logarithms)
                    .Remark("Dashed: 0.01, below which a signal is zero-dimensional.")
                    .Build('a', "share"),
            ],
            Caption = Captions.Curves(run),
        };
    }
}
