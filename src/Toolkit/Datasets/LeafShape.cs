namespace MomentsDnns.Datasets;

/// <summary>A convex patch: an ellipse or a rectangle, turned to any direction.</summary>
/// <param name="X">Column of the centre, in cells of the canvas.</param>
/// <param name="Y">Row of the centre.</param>
/// <param name="Along">Half length along the direction.</param>
/// <param name="Across">Half length across it.</param>
/// <param name="Cosine">The direction's part along rows; not 0.</param>
/// <param name="Sine">The direction's part along columns; not 0.</param>
/// <param name="Rectangular">A rectangle rather than an ellipse.</param>
internal readonly record struct LeafShape(
    float X, float Y, float Along, float Across, float Cosine, float Sine, bool Rectangular)
{
    /// <summary>No point of the patch is farther above or below the centre.</summary>
    public float Reach => Along * MathF.Abs(Sine) + Across * MathF.Abs(Cosine);

    /// <summary>The columns that the patch covers at one height, from low to high; low above high where none.</summary>
    public (float Low, float High) Span(float y)
    {
        float dy = y - Y;
        if (Rectangular)
        {
            (float low1, float high1) = Slab(Cosine, Sine * dy, Along);
            (float low2, float high2) = Slab(-Sine, Cosine * dy, Across);
            return (X + MathF.Max(low1, low2), X + MathF.Min(high1, high2));
        }

        // (c dx + s dy)^2 / Along^2 + (c dy - s dx)^2 / Across^2 <= 1, solved for dx.
        float p = 1 / (Along * Along), q = 1 / (Across * Across);
        float a = Cosine * Cosine * p + Sine * Sine * q;
        float b = Cosine * Sine * (p - q) * dy;
        float c = (Sine * Sine * p + Cosine * Cosine * q) * dy * dy - 1;
        float discriminant = b * b - a * c;
        if (discriminant < 0) return (1, 0);
        float root = MathF.Sqrt(discriminant);
        return (X + (-b - root) / a, X + (-b + root) / a);
    }

    // The dx with |factor dx + shift| <= limit.
    private static (float Low, float High) Slab(float factor, float shift, float limit)
    {
        float one = (-limit - shift) / factor, two = (limit - shift) / factor;
        return one < two ? (one, two) : (two, one);
    }
}
