using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>A label at its place, its pieces set.</summary>
/// <param name="Label">The label.</param>
/// <param name="Pieces">Its pieces, from the place on.</param>
/// <param name="Transform">From the pieces' coordinates to the figure's, in points.</param>
/// <param name="Color">Its colour.</param>
internal sealed record PlacedText(FigureLabel Label, IReadOnlyList<TextPiece> Pieces, SKMatrix Transform, SKColor Color);
