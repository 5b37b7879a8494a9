namespace MomentsDnns.Plotting;

/// <summary>A stretch of a <see cref="ProfileAxis"/>.</summary>
/// <param name="Start">Where it starts, in the units of the series' X.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">What it is, as it stands; set to the right of the last panel.</param>
public sealed record ProfileGroup(double Start, double End, string Text);
