namespace MomentsDnns.Datasets;

/// <summary>How a leaf is coloured: one tone, and brightness that varies with a slope and a texture.</summary>
/// <param name="Tone">The colour at the centre.</param>
/// <param name="CentreX">Column where the slope adds nothing.</param>
/// <param name="CentreY">Row where the slope adds nothing.</param>
/// <param name="SlopeX">Change of brightness a cell along rows.</param>
/// <param name="SlopeY">Change of brightness a cell along columns.</param>
/// <param name="Cells">The texture: <see cref="LeafTexture"/>, or a <see cref="LeafGrain"/>.</param>
/// <param name="Texture">Standard deviation of the texture's brightness.</param>
/// <param name="TextureX">Column of the texture that falls on column 0.</param>
/// <param name="TextureY">Row of the texture that falls on row 0.</param>
internal readonly record struct LeafPaint(
    LeafTone Tone, float CentreX, float CentreY, float SlopeX, float SlopeY, float[] Cells, float Texture, int TextureX,
    int TextureY)
{
    /// <summary>How much of brightness red takes.</summary>
    public const float RedLight = 1.08f;

    /// <summary>How much of brightness green takes.</summary>
    public const float GreenLight = 1.14f;

    /// <summary>How much of brightness blue takes.</summary>
    public const float BlueLight = 1.19f;
}
