using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>Gathers the curves of a panel over depth; a curve that the run does not hold becomes a note.</summary>
/// <param name="results">The run.</param>
/// <param name="scale">What the vertical axis measures.</param>
public sealed class PanelBuilder(RunResults results, AxisScale scale)
{
    private readonly List<SeriesDescription> _series = [];
    private readonly List<FigureLabel> _notes = [];
    private readonly List<double> _references = [];
    private readonly HashSet<string> _remarks = [];

    /// <summary>Adds a quantity: its mean and band.</summary>
    /// <param name="label">Its name in the legend.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="dash">How its line is broken.</param>
    public PanelBuilder Curve(FigureLabel label, Quantity quantity, RgbColor color, LineDash dash)
    {
        QuantityCurve? curve = quantity.Find(results);
        if (curve is not null && quantity.IsIncrement) _remarks.Add(Captions.Increments);
        if (curve is not null && quantity.AveragesLogarithms && scale == AxisScale.Log10)
            _remarks.Add(Captions.Logarithms);
        return Curve(label, curve is null ? null : scale.Summary(curve), color, dash);
    }

    /// <summary>Adds a summary that the figure made itself: its mean and band.</summary>
    /// <param name="label">Its name in the legend.</param>
    /// <param name="summary">Over the run's depths, in axis units; null: a note says that it was not recorded.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="dash">How its line is broken.</param>
    public PanelBuilder Curve(FigureLabel label, CurveSummary? summary, RgbColor color, LineDash dash)
    {
        if (summary is null) return Note(label.Upright(": not recorded"));
        if (!summary.Mean.Any(double.IsFinite)) return Note(label.Upright(": no value to draw"));
        double[] places = DepthAxis.Places(results);
        // Of a training some things are known at some steps alone: the line goes from one to the next.
        int[] kept = [.. Enumerable.Range(0, places.Length)
            .Where(d => !results.Facts.IsOfTraining || summary.Count[d] > 0)];
        _series.Add(new()
        {
            Label = label,
            X = [.. kept.Select(d => places[d])],
            Y = [.. kept.Select(d => summary.Mean[d])],
            Lower = [.. kept.Select(d => summary.Lower[d])],
            Upper = [.. kept.Select(d => summary.Upper[d])],
            Color = color,
            Dash = dash,
        });
        return this;
    }

    /// <summary>Adds a line without band over the recorded depths, in axis units.</summary>
    /// <param name="label">Its name in the legend.</param>
    /// <param name="y">Its height at a depth.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="dash">How its line is broken.</param>
    public PanelBuilder Line(FigureLabel label, Func<double, double> y, RgbColor color, LineDash dash)
    {
        double[] depths = [.. results.Depths];
        _series.Add(new() { Label = label, X = depths, Y = [.. depths.Select(y)], Color = color, Dash = dash });
        return this;
    }

    /// <summary>Adds the prediction of a quantity where there is one.</summary>
    /// <param name="curves">What theory says of the run, see <see cref="TheoryCurves"/>.</param>
    /// <param name="theory">The theory.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="label">Its name in the legend.</param>
    public PanelBuilder Theory(IReadOnlyList<TheoryCurve> curves, TheoryKind theory, Quantity quantity,
        FigureLabel label)
    {
        foreach (TheoryCurve curve in curves.Where(c => c.Theory == theory && c.Quantity == quantity))
        {
            _series.AddRange(TheoryPanels.Lines(curve, scale, label));
            _remarks.Add(theory == TheoryKind.NormalPreActivations ? TheoryPanels.NormalRemark : TheoryPanels.Remark);
        }

        return this;
    }

    /// <summary>Adds a quantity at infinite width, where it was computed: a black line.</summary>
    /// <param name="infiniteWidth">Its curves, see <see cref="FigureOptions.InfiniteWidth"/>; null: none.</param>
    /// <param name="quantity">The quantity.</param>
    public PanelBuilder Limit(RunResults? infiniteWidth, Quantity quantity)
    {
        if (infiniteWidth is null || quantity.Find(infiniteWidth) is not { } curve) return this;
        _series.Add(new()
        {
            // Once a panel: its lines are told apart by what they lie on.
            Label = _remarks.Add(TheoryPanels.LimitRemark) ? TheoryPanels.LimitLabel : FigureLabel.Empty,
            X = [.. infiniteWidth.Depths.Select(d => (double)d)],
            Y = scale.Summary(curve).Mean,
            Color = Palette.Black,
            Dash = LineDash.Dotted,
        });
        return this;
    }

    /// <summary>Adds a thin line at the value 1.</summary>
    public PanelBuilder ReferenceAtOne() => ReferenceAt(1);

    /// <summary>Adds a thin line at a value.</summary>
    /// <param name="value">The value itself, on a logarithmic axis too; above 0 there.</param>
    public PanelBuilder ReferenceAt(double value)
    {
        _references.Add(scale.InUnits(value));
        return this;
    }

    /// <summary>Adds a note.</summary>
    /// <param name="note">What the panel cannot show, and why.</param>
    public PanelBuilder Note(FigureLabel note)
    {
        _notes.Add(note);
        return this;
    }

    /// <summary>Adds a sentence to the caption.</summary>
    /// <param name="sentence">In the language of labels.</param>
    public PanelBuilder Remark(string sentence)
    {
        _remarks.Add(sentence);
        return this;
    }

    /// <summary>The panel.</summary>
    /// <param name="letter">Its letter.</param>
    /// <param name="name">Its name.</param>
    /// <param name="range">Its vertical range in axis units; null: after the data.</param>
    /// <param name="legend">Where the legend is tried first.</param>
    public PanelDescription Build(char letter, string name, AxisRange? range = null,
        LegendAnchor legend = LegendAnchor.TopRight) => new()
        {
            Letter = letter,
            Name = name,
            XLabel = DepthAxis.Label(results),
            XCounts = !results.Facts.IsOfTraining,
            XScale = DepthAxis.Scale(results),
            YScale = scale,
            XRange = DepthAxis.Range(results),
            YRange = range,
            Series = [.. _series],
            ReferenceLines = [.. _references],
            Notes = [.. _notes],
            Remarks = [.. _remarks],
            Legend = legend,
        };
}
