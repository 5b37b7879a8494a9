using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Datasets;
using MomentsDnns.Notebooks.Outputs;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Sweeps;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>What the cells of a notebook can name besides the library: its members are in scope.</summary>
public sealed class NotebookGlobals
{
    private readonly Action<MimeBundle> _show;
    private readonly CancellationToken _cancellation;

    internal NotebookGlobals(NotebookSetting setting, Measurement runs, Action<MimeBundle> show,
        CancellationToken cancellation) =>
        (Setting, Runs, _show, _cancellation) = (setting, runs, show, cancellation);

    /// <summary>The setting: <c>Setting.Simulations(quick: 8, full: 200)</c>.</summary>
    public NotebookSetting Setting { get; }

    /// <summary>
    /// How and where notebooks measure: <c>(Runs with { Experiment = .., Simulations = 8 }).Run()</c>.
    /// </summary>
    public Measurement Runs { get; }

    /// <summary>Shows a value at once, as the last expression of a cell is shown at its end.</summary>
    /// <param name="value">The value.</param>
    public void Display(object? value) => _show(OutputFormatter.Format(value));

    /// <summary>Measures, or takes from disk what was measured before: <see cref="Measurement.Run"/>.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="simulations">How many simulations.</param>
    /// <param name="dataset">The images; those made from a seed when null.</param>
    public RunResults Measure(ExperimentConfiguration experiment, int simulations, IImageDataset? dataset = null) =>
        (Runs with { Experiment = experiment, Simulations = simulations, Dataset = dataset ?? Runs.Dataset })
        .Run(_cancellation);

    /// <summary>Measures a grid of experiments, and a number of each: a <see cref="Sweep"/>.</summary>
    /// <param name="x">The first option.</param>
    /// <param name="y">The second.</param>
    /// <param name="point">The experiment at a point.</param>
    /// <param name="quantity">Of what the number is, at the last depth.</param>
    /// <param name="simulations">How many simulations at each point.</param>
    public SweepGrid MeasureGrid(
        SweepAxis x, SweepAxis y, Func<double, double, ExperimentConfiguration> point, Quantity quantity,
        int simulations) =>
        new Sweep(x, y, p => Runs with
        {
            Experiment = point(x.Numbers[p.X], y.Numbers[p.Y]),
            Simulations =
        simulations
        })
            .Run(new SweepMap(quantity), _cancellation);
}
