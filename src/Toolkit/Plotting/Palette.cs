namespace MomentsDnns.Plotting;

/// <summary>
/// Colours that people with the common colour-vision deficiencies tell apart (M. Okabe and K. Ito, Color Universal
/// Design, 2008).
/// </summary>
public static class Palette
{
    /// <summary>Blue, #0072B2.</summary>
    public static RgbColor Blue { get; } = new(0x00, 0x72, 0xB2);

    /// <summary>Vermilion, #D55E00.</summary>
    public static RgbColor Vermilion { get; } = new(0xD5, 0x5E, 0x00);

    /// <summary>Bluish green, #009E73.</summary>
    public static RgbColor Green { get; } = new(0x00, 0x9E, 0x73);

    /// <summary>Reddish purple, #CC79A7.</summary>
    public static RgbColor Purple { get; } = new(0xCC, 0x79, 0xA7);

    /// <summary>Orange, #E69F00.</summary>
    public static RgbColor Orange { get; } = new(0xE6, 0x9F, 0x00);

    /// <summary>Sky blue, #56B4E9.</summary>
    public static RgbColor Sky { get; } = new(0x56, 0xB4, 0xE9);

    /// <summary>The colours in the order in which many series take them; neighbours differ in lightness too.</summary>
    public static IReadOnlyList<RgbColor> InOrder { get; } = [Sky, Green, Orange, Blue, Vermilion, Purple];

    /// <summary>Grey, #595959.</summary>
    public static RgbColor Grey { get; } = new(0x59, 0x59, 0x59);

    /// <summary>Black.</summary>
    public static RgbColor Black { get; } = new(0x00, 0x00, 0x00);

    /// <summary>The colours in the order in which the lines of compared runs take them.</summary>
    public static IReadOnlyList<RgbColor> Lines { get; } = [Blue, Vermilion, Green, Purple, Orange, Sky, Grey, Black];
}
