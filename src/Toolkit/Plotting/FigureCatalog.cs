using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Plotting;

/// <summary>
/// The figures known by name: those of the paper, and what <see cref="Register"/> adds. Which of them a run has, and
/// what they show; beside them the figures of several runs.
/// </summary>
public static class FigureCatalog
{
    // The order is that in which a run's figures are drawn and reported.
    private static readonly NamedKinds<IFigure> Kinds =
        new("figure", figure => [figure.Name], figure => figure.GetType(),
        [.. PaperFigures.All, new SensitivityFigure(), new SitesFigure(), new TrainingFigure(),
            new CorruptionFigure()]);

    /// <summary>Every figure known.</summary>
    public static IReadOnlyList<IFigure> All => Kinds.All;

    /// <summary>The figure of a name, or null.</summary>
    /// <param name="name">Such as <c>fig4</c>.</param>
    public static IFigure? Find(string name) => Kinds.Find(name);

    /// <summary>
    /// Makes a figure known, behind those that are. Again one of the same class: no effect. May be called from any
    /// thread.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <exception cref="ArgumentException">Another figure has the name, or the name cannot be a file's.</exception>
    public static void Register(IFigure figure) => Kinds.Register(figure);

    /// <summary>
    /// The figures of a run: Figures 2 and 3 without normalization, Figure 4 with one, Figure 5 for residual nets; one
    /// of what is known for any other net, of one whose layers differ its sites; then those registered that fit.
    /// </summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<IFigure> For(RunResults run) => [.. All.Where(f => f.Fits(run))];

    /// <summary>
    /// Describes a figure of a run. Increments of the sensitivity (delta chi) are means of the ratios of each
    /// simulation; other lines are means over simulations; bands reach from the 16th to the 84th percentile. On a
    /// logarithmic axis the line is the mean of log10 of chi, nu_2 and mu_2, log10 of the mean of others. Curves that
    /// the run's architecture has and the run does not hold leave a note.
    /// </summary>
    /// <param name="figure">Which figure.</param>
    /// <param name="results">The run; a figure of another architecture is mostly notes.</param>
    /// <param name="options">Choices; the defaults when null.</param>
    /// <exception cref="ArgumentException">The run holds no depth.</exception>
    public static FigureDescription Describe(IFigure figure, RunResults results, FigureOptions? options = null)
    {
        if (results.Depths.Count == 0)
        {
            throw new ArgumentException("the run holds no recorded depth, a figure needs 1 at least; record some",
                nameof(results));
        }

        options ??= new FigureOptions();
        FigureDescription described = figure.Describe(results, options);
        return (options.Caption ? described : described.WithCaption("")) with { Name = figure.Name };
    }

    /// <summary>
    /// Describes a figure of several runs side by side: a panel a quantity against depth; where all are of the same
    /// sites, down these. A line ends where a
    /// simulation has lost its signal.
    /// </summary>
    /// <param name="runs">The runs, 1 to <see cref="MostRuns"/>, each with a recorded depth.</param>
    /// <param name="quantities">
    /// The panels; null: of <see cref="QuantityCatalog.Shared"/> all that a run holds, or of nets whose layers differ,
    /// what the figure of their sites shows.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no run, there are too many, or none holds any of the quantities.
    /// </exception>
    public static FigureDescription SideBySide(IReadOnlyList<LabelledRun> runs,
        IReadOnlyList<Quantity>? quantities = null)
    {
        if (runs.Count is < 1 or > MostRuns)
            throw new ArgumentException($"{runs.Count} runs: a figure takes 1 to {MostRuns}", nameof(runs));
        FigureDescription figure = SideBySideFigure.Describe(runs, quantities);
        return figure.Panels.Count > 0
            ? figure with { Name = "comparison" }
            : throw new ArgumentException("no run holds any of the quantities; record them, or name others",
                nameof(runs));
    }

    /// <summary>
    /// Describes a sweep: a map over two numeric options, with the order-to-chaos line over weight and bias variance;
    /// else lines over the first option, one for each value of the second.
    /// </summary>
    /// <param name="grid">The numbers.</param>
    /// <param name="caption">What was run.</param>
    /// <param name="theory">Mean-field theory of the activation, where it holds; null: no line.</param>
    public static FigureDescription Sweep(SweepGrid grid, string caption, MeanField? theory = null) =>
        Sweep(grid, caption, new SweepLines { Theory = theory });

    /// <summary>The same with other lines over the map.</summary>
    /// <param name="grid">The numbers.</param>
    /// <param name="caption">What was run.</param>
    /// <param name="lines">What is drawn over it.</param>
    public static FigureDescription Sweep(SweepGrid grid, string caption, SweepLines lines) =>
        SweepFigure.Describe(grid, caption, lines) with { Name = "sweep" };

    /// <summary>Describes a ranking: a panel a measure, each network a point over it.</summary>
    /// <param name="analysis">The ranking.</param>
    public static FigureDescription Ranking(RankingAnalysis analysis) =>
        RankingFigure.Describe(analysis) with { Name = "ranking" };

    /// <summary>The most runs in one figure: so many lines can be told apart.</summary>
    public const int MostRuns = 8;
}
