namespace MomentsDnns.Plotting;

/// <summary>
/// Colours that people with the common colour-vision deficiencies tell apart (M. Okabe and K. Ito, Color Universal
/// Design, 2008; wine and indigo: P. Tol, Colour Schemes, 2021), in orders that read in grey too: neighbours differ in
/// lightness.
/// </summary>
public static class Palette
{
    /// <summary>Blue, #0072B2.</summary>
    public static RgbColor Blue { get; } = new(0x00, 0x72, 0xB2);

    /// <summary>Vermilion, #D55E00.</summary>
    public static RgbColor Vermilion { get; } = new(0xD5, 0x5E, 0x00);

    /// <summary>Bluish green, #009E73.</summary>
    public static RgbColor Green { get; } = new(0x00, 0x9E, 0x73);

    /// <summary>Wine, #882255.</summary>
    public static RgbColor Wine { get; } = new(0x88, 0x22, 0x55);

    /// <summary>Orange, #E69F00.</summary>
    public static RgbColor Orange { get; } = new(0xE6, 0x9F, 0x00);

    /// <summary>Sky blue, #56B4E9.</summary>
    public static RgbColor Sky { get; } = new(0x56, 0xB4, 0xE9);

    /// <summary>Indigo, #332288.</summary>
    public static RgbColor Indigo { get; } = new(0x33, 0x22, 0x88);

    /// <summary>Grey, #595959.</summary>
    public static RgbColor Grey { get; } = new(0x59, 0x59, 0x59);

    /// <summary>Black.</summary>
    public static RgbColor Black { get; } = new(0x00, 0x00, 0x00);

    /// <summary>Four colours from light to dark, for lines that have an order.</summary>
    public static IReadOnlyList<RgbColor> Sequence { get; } = [Orange, Green, Blue, Indigo];

    /// <summary>
    /// The colours in the order in which the lines of compared runs take them; the first four differ in lightness all.
    /// </summary>
    public static IReadOnlyList<RgbColor> Lines { get; } = [Blue, Orange, Wine, Green, Black, Sky, Vermilion, Grey];
}
