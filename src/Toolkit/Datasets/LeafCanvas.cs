using System.Numerics;

namespace MomentsDnns.Datasets;

/// <summary>
/// A canvas of 64 x 64 cells that is painted from front to back: a cell keeps the first paint that it gets. Two by two
/// cells make a pixel, so that edges are smooth. Not thread safe.
/// </summary>
internal sealed class LeafCanvas
{
    /// <summary>Cells along a side: the bits of a row's mask.</summary>
    public const int Side = 64;

    private readonly ulong[] _bare = new ulong[Side]; // the cells of a row without paint, bit x for column x
    private readonly float[] _red = new float[Side * Side], _green = new float[Side * Side];
    private readonly float[] _blue = new float[Side * Side];

    /// <summary>Takes off all paint.</summary>
    public void Clear() => Array.Fill(_bare, ulong.MaxValue);

    /// <summary>Paints the bare cells of a patch.</summary>
    public void Draw(in LeafShape shape, in LeafPaint paint)
    {
        // Bounds are cut to the canvas before they become whole numbers, which large ones would not fit.
        int top = (int)MathF.Ceiling(MathF.Max(0, shape.Y - shape.Reach - 0.5f));
        int bottom = (int)MathF.Floor(MathF.Min(Side - 1, shape.Y + shape.Reach - 0.5f));
        for (int row = top; row <= bottom; row++)
        {
            if (_bare[row] == 0) continue;
            (float low, float high) = shape.Span(row + 0.5f);
            int first = (int)MathF.Ceiling(MathF.Max(0, low - 0.5f));
            int last = (int)MathF.Floor(MathF.Min(Side - 1, high - 0.5f));
            if (first <= last) PaintRow(row, ulong.MaxValue << first & ulong.MaxValue >> (Side - 1 - last), paint);
        }
    }

    /// <summary>Paints every bare cell.</summary>
    public void Fill(in LeafPaint paint)
    {
        for (int row = 0; row < Side; row++) PaintRow(row, ulong.MaxValue, paint);
    }

    /// <summary>
    /// Gives the picture of 32 x 32 pixels: the mean of the four cells of a pixel, mixed with the binomial average
    /// (1 2 1 by 1 2 1) of its neighbourhood.
    /// </summary>
    /// <param name="pixels">Receives [3, 32, 32].</param>
    /// <param name="blur">Share of the average, 0 to 1.</param>
    public void Develop(Span<float> pixels, float blur)
    {
        const int plane = Side * Side / 4;
        DevelopPlane(_red, pixels[..plane], blur);
        DevelopPlane(_green, pixels.Slice(plane, plane), blur);
        DevelopPlane(_blue, pixels.Slice(2 * plane, plane), blur);
    }

    private void PaintRow(int row, ulong mask, in LeafPaint paint)
    {
        mask &= _bare[row];
        _bare[row] &= ~mask;
        int textureRow = (row + paint.TextureY) & (LeafTexture.Side - 1);
        ReadOnlySpan<float> texture = paint.Cells.AsSpan(textureRow * LeafTexture.Side, LeafTexture.Side);
        (float red, float green, float blue) = (paint.Tone.Red, paint.Tone.Green, paint.Tone.Blue);
        float shade = (row + 0.5f - paint.CentreY) * paint.SlopeY;
        for (; mask != 0; mask &= mask - 1)
        {
            int column = BitOperations.TrailingZeroCount(mask);
            float light = shade + (column + 0.5f - paint.CentreX) * paint.SlopeX
                + paint.Texture * texture[(column + paint.TextureX) & (LeafTexture.Side - 1)];
            int cell = row * Side + column;
            _red[cell] = Limit(red + LeafPaint.RedLight * light);
            _green[cell] = Limit(green + LeafPaint.GreenLight * light);
            _blue[cell] = Limit(blue + LeafPaint.BlueLight * light);
        }
    }

    // A smooth step: slope 1.125 in the middle, flat at 0 (from x = -1/6 down) and 1 (from x = 7/6 up).
    private static float Limit(float x)
    {
        float t = MathF.Min(1, MathF.Max(-1, 1.5f * (x - 0.5f)));
        return 0.5f + t * (0.75f - 0.25f * t * t);
    }

    private static void DevelopPlane(float[] cells, Span<float> pixels, float blur)
    {
        const int side = Side / 2;
        Span<float> sharp = stackalloc float[side * side], across = stackalloc float[side * side];
        for (int row = 0; row < side; row++)
        {
            int top = 2 * row * Side;
            for (int column = 0; column < side; column++)
            {
                int i = top + 2 * column;
                sharp[row * side + column] =
                    0.25f * (cells[i] + cells[i + 1] + (cells[i + Side] + cells[i + Side + 1]));
            }
        }

        for (int row = 0; row < side; row++)
        {
            Span<float> line = sharp.Slice(row * side, side);
            for (int column = 0; column < side; column++)
            {
                float beside = line[Math.Max(0, column - 1)] + line[Math.Min(side - 1, column + 1)];
                across[row * side + column] = 0.25f * beside + 0.5f * line[column];
            }
        }

        for (int row = 0; row < side; row++)
        {
            int above = Math.Max(0, row - 1) * side, here = row * side, below = Math.Min(side - 1, row + 1) * side;
            for (int column = 0; column < side; column++)
            {
                float smooth = 0.25f * (across[above + column] + across[below + column]) + 0.5f * across[here + column];
                pixels[here + column] = sharp[here + column] + blur * (smooth - sharp[here + column]);
            }
        }
    }
}
