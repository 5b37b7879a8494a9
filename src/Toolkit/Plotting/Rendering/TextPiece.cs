namespace MomentsDnns.Plotting.Rendering;

/// <summary>A part of a label in one face, size and height.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Style">Its face.</param>
/// <param name="Size">Its size.</param>
/// <param name="X">Where it starts, from the start of the label.</param>
/// <param name="Width">How long it is.</param>
/// <param name="Y">Its baseline, downwards from the label's.</param>
internal readonly record struct TextPiece(string Text, TextStyle Style, double Size, double X, double Width, double Y);
