namespace MomentsDnns.Datasets;

/// <summary>A shift of colour along three axes: brightness, red against blue, green against red and blue.</summary>
/// <param name="Light">Brightness; red, green and blue take it by <see cref="LeafPaint.RedLight"/> and so on.</param>
/// <param name="Warmth">Added to red, taken from blue.</param>
/// <param name="Tint">Added to green, half of it taken from red and from blue.</param>
internal readonly record struct LeafTone(float Light, float Warmth, float Tint)
{
    public static LeafTone operator +(LeafTone a, LeafTone b) =>
        new(a.Light + b.Light, a.Warmth + b.Warmth, a.Tint + b.Tint);

    /// <summary>Red at this tone, before the limits 0 and 1; the constants set the mean of the images.</summary>
    public float Red => 0.49f + LeafPaint.RedLight * Light + Warmth - 0.5f * Tint;

    /// <summary>Green at this tone.</summary>
    public float Green => 0.477f + LeafPaint.GreenLight * Light + Tint;

    /// <summary>Blue at this tone.</summary>
    public float Blue => 0.436f + LeafPaint.BlueLight * Light - Warmth - 0.5f * Tint;
}
