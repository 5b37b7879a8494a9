using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>A label at its place, its pieces set.</summary>
/// <param name="Pieces">Its pieces, from the label's start on its baseline.</param>
/// <param name="X">The point it is placed at.</param>
/// <param name="Baseline">The height of its baseline, downwards.</param>
/// <param name="Align">What of it stands at that point: 0 its start, 0.5 its middle, 1 its end.</param>
/// <param name="Transform">From the coordinates of the place to the figure's, in points.</param>
/// <param name="Color">Its colour.</param>
internal sealed record PlacedText(IReadOnlyList<TextPiece> Pieces, double X, double Baseline, double Align,
    SKMatrix Transform, SKColor Color);
