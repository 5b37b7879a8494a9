using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// The horizontal axis of a run's curves: depths as they are; steps of a training as log10(1 + step), so that the net
/// before the first step stands at its beginning.
/// </summary>
internal static class DepthAxis
{
    private static readonly FigureLabel Steps = FigureLabel.Parse("1 + \"step\"");

    /// <summary>What the axis measures.</summary>
    /// <param name="run">The run.</param>
    public static AxisScale Scale(RunResults run) => AxisScales.Of(run.Facts.IsOfTraining);

    /// <summary>Its name.</summary>
    /// <param name="run">The run.</param>
    public static FigureLabel Label(RunResults run) => run.Facts.IsOfTraining ? Steps
        : run.Facts.Along is not null ? FigureLabel.Parse("site") : Symbols.Depth;

    /// <summary>Where a depth stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="depth">The depth.</param>
    public static double Place(RunResults run, int depth) => run.Facts.IsOfTraining ? Math.Log10(1.0 + depth) : depth;

    /// <summary>Where the recorded depths stand.</summary>
    /// <param name="run">The run.</param>
    public static double[] Places(RunResults run) => [.. run.Depths.Select(depth => Place(run, depth))];

    /// <summary>All of it.</summary>
    /// <param name="run">The run.</param>
    public static AxisRange Range(RunResults run) => new(0, Place(run, run.Depths[^1]));
}
