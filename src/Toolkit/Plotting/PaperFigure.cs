using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Plotting;

/// <summary>A figure of the paper: for which nets, and by which recipe.</summary>
internal sealed class PaperFigure(string name, string title, Func<NetworkFacts, bool> fits, Func<RunResults,
    FigureOptions, FigureDescription> describe) : IFigure
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Title => title;

    /// <inheritdoc/>
    public bool Fits(RunResults run) => fits(run.Facts);

    /// <inheritdoc/>
    public FigureDescription Describe(RunResults run, FigureOptions options) => describe(run, options);
}
