namespace MomentsDnns.Plotting.Rendering;

/// <summary>A mark on an axis; one without label is minor.</summary>
/// <param name="Position">Where, in axis units.</param>
/// <param name="Label">Its number, or null.</param>
internal readonly record struct AxisTick(double Position, FigureLabel? Label)
{
    /// <summary>The ticks of a scale inside a range.</summary>
    /// <inheritdoc cref="LinearTicks.For" path="/param"/>
    public static IReadOnlyList<AxisTick> For(AxisScale scale, AxisRange range, int most = 6, bool isWhole = false) =>
        scale == AxisScale.Log10 ? LogTicks.For(range) : LinearTicks.For(range, most, isWhole);
}
