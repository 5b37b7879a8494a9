namespace MomentsDnns.Plotting.Rendering;

/// <summary>A mark on an axis; one without label is minor.</summary>
/// <param name="Position">Where, in axis units.</param>
/// <param name="Label">Its number, or null.</param>
internal readonly record struct AxisTick(double Position, FigureLabel? Label);
