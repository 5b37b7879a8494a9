using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>
/// A direction, and a torus of noise that runs along it, as the grain of wood: white noise at weight 0.5 and its
/// average over squares of 3 cells, both averaged along the direction over about 21 cells. Mean 0, variance 1.
/// </summary>
internal sealed class LeafGrain
{
    // Steps on the torus whose lines meet themselves.
    private static readonly (int Column, int Row, int Degrees)[] Steps =
        [(1, 0, 0), (2, -1, 27), (1, -1, 45), (1, -2, 63), (0, 1, 90), (1, 2, 117), (1, 1, 135), (2, 1, 153)];

    private static readonly Lazy<LeafGrain>[] Made = [.. Steps.Select(step => new Lazy<LeafGrain>(() => new(step)))];

    private LeafGrain((int Column, int Row, int Degrees) step)
    {
        double length = Math.Sqrt(step.Column * step.Column + step.Row * step.Row);
        (Cosine, Sine) = ((float)(step.Column / length), (float)(step.Row / length));
        Cells = Make(step.Column, step.Row, (int)(10 / length + 0.5));
    }

    /// <summary>How many directions there are.</summary>
    public static int Directions => Steps.Length;

    /// <summary>The cells, [<see cref="LeafTexture.Side"/>, the same].</summary>
    public float[] Cells { get; }

    /// <summary>The direction's part along rows.</summary>
    public float Cosine { get; }

    /// <summary>The direction's part along columns, which go down.</summary>
    public float Sine { get; }

    /// <summary>The grain of a direction.</summary>
    public static LeafGrain Of(int direction) => Made[direction].Value;

    /// <summary>A direction in degrees from a row, counterclockwise, rounded.</summary>
    public static int DegreesOf(int direction) => Steps[direction].Degrees;

    private static float[] Make(int column, int row, int reach)
    {
        const int side = LeafTexture.Side, mask = side - 1;
        RandomStream stream = new(CifarLikeClassesDataset.Seed, -1, 0, RandomPurpose.Pixels);
        float[] white = new float[side * side], wide = new float[side * side], cells = new float[side * side];
        for (int i = 0; i < white.Length; i++) wide[i] = white[i] = (float)(stream.NextDouble() - 0.5);
        LeafTexture.Smooth(wide, 1, 1, side);
        LeafTexture.Smooth(wide, 1, side, 1);
        LeafTexture.Normalise(white);
        LeafTexture.Normalise(wide);
        for (int i = 0; i < white.Length; i++) wide[i] += 0.5f * white[i];
        for (int i = 0; i < cells.Length; i++)
        {
            float sum = 0;
            for (int k = -reach; k <= reach; k++)
                sum += wide[((i / side + k * row) & mask) * side + ((i + k * column) & mask)];
            cells[i] = sum;
        }

        LeafTexture.Normalise(cells);
        return cells;
    }
}
