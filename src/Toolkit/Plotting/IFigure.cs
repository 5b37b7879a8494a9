using MomentsDnns.Results;

namespace MomentsDnns.Plotting;

/// <summary>
/// A figure of one run. <see cref="FigureCatalog.Register"/> makes one of your own known: where it fits a run,
/// <c>moments plot</c> draws it and <c>moments report</c> shows it, behind the figures of the paper.
/// <see cref="Recipes.PanelBuilder"/> gathers the curves of a panel.
/// </summary>
public interface IFigure
{
    /// <summary>
    /// Its name, which is also its file's name without extension: lower-case letters, digits and dashes, such as
    /// <c>fig4</c>.
    /// </summary>
    string Name { get; }

    /// <summary>What it shows, in a few words: its heading in reports.</summary>
    string Title { get; }

    /// <summary>Whether a run has it; the run's <see cref="RunResults.Facts"/> tell what net it is of.</summary>
    /// <param name="run">A run with a recorded depth at least.</param>
    bool Fits(RunResults run);

    /// <summary>
    /// What it shows of a run. Curves that the run does not hold leave a note. The name is filled in by the caller.
    /// </summary>
    /// <param name="run">A run with a recorded depth at least.</param>
    /// <param name="options">Choices; what a figure does not know it leaves aside.</param>
    FigureDescription Describe(RunResults run, FigureOptions options);
}
