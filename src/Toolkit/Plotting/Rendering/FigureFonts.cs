using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>The typefaces of figures: the first of a list of serif families that this system has.</summary>
internal static class FigureFonts
{
    // Serif, because an italic l is told from 1 and | there.
    private static readonly string[] Preferred =
    [
        "DejaVu Serif", "STIX Two Text", "Noto Serif", "Liberation Serif", "Times New Roman", "Times", "DejaVu Sans",
        "Noto Sans", "Liberation Sans", "Arial", "Helvetica",
    ];

    private static readonly Lazy<string?> Found = new(Find);

    private static readonly Lazy<Dictionary<TextStyle, SKTypeface>> Faces = new(() => new()
    {
        [TextStyle.Upright] = Load(SKFontStyle.Normal),
        [TextStyle.Italic] = Load(SKFontStyle.Italic),
        [TextStyle.Bold] = Load(SKFontStyle.Bold),
    });

    /// <summary>The family in use, or null when the system has no font at all.</summary>
    public static string? Family => Found.Value;

    /// <summary>A font of a face and size, for scaled canvases: no hinting, glyphs at fractions of pixels.</summary>
    public static SKFont Create(TextStyle style, double size) => new(Faces.Value[style], (float)size)
    {
        Subpixel = true,
        Hinting = SKFontHinting.None,
        Edging = SKFontEdging.Antialias,
    };

    private static string? Find()
    {
        string[] families = SKFontManager.Default.GetFontFamilies();
        return Preferred.FirstOrDefault(p => families.Contains(p, StringComparer.OrdinalIgnoreCase))
            ?? families.FirstOrDefault(HasGreek);
    }

    private static bool HasGreek(string family)
    {
        using SKTypeface? face = SKFontManager.Default.MatchFamily(family);
        return face is not null && face.ContainsGlyph('χ') && face.ContainsGlyph('1');
    }

    private static SKTypeface Load(SKFontStyle style) =>
        (Family is { } family ? SKFontManager.Default.MatchFamily(family, style) : null) ?? SKTypeface.Default;
}
