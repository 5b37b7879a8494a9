namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Which pixel stands at a position beyond the edge of an image.</summary>
internal static class BoundaryIndex
{
    /// <summary>The answer where no pixel but a zero stands.</summary>
    public const int Outside = -1;

    /// <summary>
    /// The index in [0, <paramref name="length"/>) that a position stands for, or <see cref="Outside"/>. Positions may
    /// be any number of images away: periodic counts modulo the length L, symmetric modulo 2L with the second half
    /// mirrored (the edge stands twice).
    /// </summary>
    public static int Resolve(Boundary boundary, int position, int length)
    {
        if (position >= 0 && position < length) return position;
        switch (boundary)
        {
            case Boundary.Periodic or Boundary.PeriodicOneSided:
                return Modulo(position, length);
            case Boundary.Symmetric:
                int folded = Modulo(position, 2 * length);
                return folded < length ? folded : 2 * length - 1 - folded;
            default:
                return Outside;
        }
    }

    private static int Modulo(int value, int divisor)
    {
        int remainder = value % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }
}
