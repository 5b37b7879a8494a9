using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Datasets;
using MomentsDnns.Notebooks.Outputs;
using MomentsDnns.Propagation;
using MomentsDnns.Results;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>What the cells of a notebook can name besides the library: its members are in scope.</summary>
public sealed class NotebookGlobals
{
    private readonly Action<MimeBundle> _show;

    internal NotebookGlobals(NotebookSetting setting, RunFolder runs, Action<MimeBundle> show) => (Setting, Runs, _show) = (setting, runs, show);

    /// <summary>The setting: <c>Setting.Simulations(quick: 8, full: 200)</c>.</summary>
    public NotebookSetting Setting { get; }

    /// <summary>The runs of notebooks.</summary>
    public RunFolder Runs { get; }

    /// <summary>Shows a value at once, as the last expression of a cell is shown at its end.</summary>
    /// <param name="value">The value.</param>
    public void Display(object? value) => _show(OutputFormatter.Format(value));

    /// <summary>Measures, or takes from disk what was measured before: <see cref="RunFolder.Measure"/>.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="simulations">How many simulations.</param>
    /// <param name="dataset">The images; those made from a seed when null.</param>
    public RunResults Measure(ExperimentConfiguration experiment, int simulations, IImageDataset? dataset = null) =>
        Runs.Measure(experiment, simulations, dataset);

    /// <summary>Measures a grid of experiments, and a number of each.</summary>
    /// <param name="x">The first option.</param>
    /// <param name="y">The second.</param>
    /// <param name="point">The experiment at a point.</param>
    /// <param name="quantity">Of what the number is, at the last depth.</param>
    /// <param name="simulations">How many simulations at each point.</param>
    public SweepGrid MeasureGrid(SweepAxis x, SweepAxis y, Func<double, double, ExperimentConfiguration> point, Quantity quantity, int simulations)
    {
        EndPoint?[,] values = new EndPoint?[x.Values.Count, y.Values.Count];
        for (int i = 0; i < x.Values.Count; i++)
        {
            for (int j = 0; j < y.Values.Count; j++)
            {
                ExperimentConfiguration experiment = point(x.Numbers[i], y.Numbers[j]);
                values[i, j] = EndPoint.Of(Measure(experiment, simulations), quantity, experiment.Network.Depth, quantity.SpansDecades);
            }
        }

        return new SweepGrid(quantity, quantity.SpansDecades, x, y, values);
    }
}
