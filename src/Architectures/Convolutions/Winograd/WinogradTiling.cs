using static MomentsDnns.Architectures.Convolutions.Winograd.WinogradMatrices;

namespace MomentsDnns.Architectures.Convolutions.Winograd;

/// <summary>
/// How an image is cut into tiles of 4 x 4 outputs, each with the 6 x 6 inputs it needs. Sides that 4 does not divide
/// take one more tile, whose outputs beyond the edge are thrown away.
/// </summary>
internal sealed class WinogradTiling
{
    /// <summary>Cuts images of the shape's height and width.</summary>
    public WinogradTiling(ConvolutionShape shape)
    {
        int tilesAcross = (shape.Width + Outputs - 1) / Outputs;
        TilesPerImage = (shape.Height + Outputs - 1) / Outputs * tilesAcross;
        InputRows = new int[TilesPerImage * Planes];
        OutputRows = new int[TilesPerImage * Outputs * Outputs];
        for (int tile = 0; tile < TilesPerImage; tile++)
        {
            (int top, int left) = (tile / tilesAcross * Outputs, tile % tilesAcross * Outputs);
            FillInputRows(shape, tile, top, left);
            FillOutputRows(shape, tile, top, left);
        }
    }

    /// <summary>Tiles of one image.</summary>
    public int TilesPerImage { get; }

    /// <summary>
    /// For each tile and each of its 36 inputs (row by row) the pixel y*W + x that stands there, or
    /// <see cref="BoundaryIndex.Outside"/> for a zero.
    /// </summary>
    public int[] InputRows { get; }

    /// <summary>
    /// For each tile and each of its 16 outputs (row by row) the pixel y*W + x that it is, or
    /// <see cref="BoundaryIndex.Outside"/> if it is thrown away.
    /// </summary>
    public int[] OutputRows { get; }

    private void FillInputRows(ConvolutionShape shape, int tile, int top, int left)
    {
        for (int p = 0; p < Planes; p++)
        {
            int y = BoundaryIndex.Resolve(shape.Boundary, top + p / Inputs - shape.PaddingBefore, shape.Height);
            int x = BoundaryIndex.Resolve(shape.Boundary, left + p % Inputs - shape.PaddingBefore, shape.Width);
            bool isOutside = y == BoundaryIndex.Outside || x == BoundaryIndex.Outside;
            InputRows[tile * Planes + p] = isOutside ? BoundaryIndex.Outside : y * shape.Width + x;
        }
    }

    private void FillOutputRows(ConvolutionShape shape, int tile, int top, int left)
    {
        for (int p = 0; p < Outputs * Outputs; p++)
        {
            (int y, int x) = (top + p / Outputs, left + p % Outputs);
            bool isInside = y < shape.Height && x < shape.Width;
            OutputRows[tile * Outputs * Outputs + p] = isInside ? y * shape.Width + x : BoundaryIndex.Outside;
        }
    }
}
