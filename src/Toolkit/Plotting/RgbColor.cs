namespace MomentsDnns.Plotting;

/// <summary>An opaque colour in sRGB.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct RgbColor(byte Red, byte Green, byte Blue);
