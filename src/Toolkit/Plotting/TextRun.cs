namespace MomentsDnns.Plotting;

/// <summary>A piece of a label that is set in one way.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Style">Its face.</param>
/// <param name="Shift">On the line, above or below.</param>
public sealed record TextRun(string Text, TextStyle Style = TextStyle.Upright, TextShift Shift = TextShift.None);
