namespace MomentsDnns.Plotting;

/// <summary>A place on a <see cref="ProfileAxis"/>.</summary>
/// <param name="Position">Where, in the units of the series' X.</param>
/// <param name="Text">Its name, as it stands.</param>
/// <param name="IsMain">Whether it is set dark, and before others where room is short.</param>
/// <param name="IsShown">Whether it is set at all; tables name every place.</param>
public sealed record ProfileName(double Position, string Text, bool IsMain = true, bool IsShown = true);
