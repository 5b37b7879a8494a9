using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// The typefaces of figures. They come with the package (folder Fonts, with their license), and no other is asked for:
/// every machine draws the same picture, one without any font too.
/// </summary>
internal static class FigureFonts
{
    /// <summary>The family. Serif, because an italic l is told from 1 and | there.</summary>
    public const string Family = "Moments Serif";

    private static readonly Dictionary<TextStyle, Lazy<SKTypeface>> Faces =
        Enum.GetValues<TextStyle>().ToDictionary(style => style, style => new Lazy<SKTypeface>(() => Load(style)));

    /// <summary>A font of a face and size, for scaled canvases: no hinting, glyphs at fractions of pixels.</summary>
    public static SKFont Create(TextStyle style, double size) => new(Faces[style].Value, (float)size)
    {
        Subpixel = true,
        Hinting = SKFontHinting.None,
        Edging = SKFontEdging.Antialias,
    };

    /// <summary>The file of a face, TrueType.</summary>
    public static byte[] FileOf(TextStyle style)
    {
        using Stream stream = Open(style);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>
    /// The parts of a text by the face that has their characters: the one asked for, else the upright one, whose box
    /// stands for a character that neither has.
    /// </summary>
    public static IEnumerable<(string Text, TextStyle Style)> Parts(string text, TextStyle style)
    {
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            int next = i;
            bool isOwn = Has(text, ref next, style);
            if (!isOwn)
            {
                if (i > start) yield return (text[start..i], style);
                yield return (text[i..next], TextStyle.Upright);
                start = next;
            }

            i = next;
        }

        if (start < text.Length) yield return (text[start..], style);
    }

    /// <summary>The numbers of the glyphs of a text in a face.</summary>
    public static IReadOnlySet<ushort> Glyphs(TextStyle style, string text) =>
        Faces[style].Value.GetGlyphs(text).ToHashSet();

    /// <summary>The style sheet's rule that embeds a face.</summary>
    /// <param name="style">The face.</param>
    /// <param name="font">Its file, TrueType.</param>
    public static string Rule(TextStyle style, byte[] font) =>
        $"@font-face{{font-family:'{Family}';font-style:{(style == TextStyle.Italic ? "italic" : "normal")};"
        + $"font-weight:{(style == TextStyle.Bold ? "bold" : "normal")};"
        + $"src:url(data:font/ttf;base64,{Convert.ToBase64String(font)}) format('truetype');}}";

    private static bool Has(string text, ref int at, TextStyle style)
    {
        int length = at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        bool has = Faces[style].Value.ContainsGlyphs(text.AsSpan(at, length));
        at += length;
        return has;
    }

    private static SKTypeface Load(TextStyle style)
    {
        using SKData data = SKData.CreateCopy(FileOf(style));
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException(
            $"the font {style} of this package cannot be read");
    }

    private static Stream Open(TextStyle style)
    {
        string name = $"Fonts/MomentsSerif-{(style == TextStyle.Upright ? "Regular" : style)}.ttf";
        return typeof(FigureFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is missing from this package");
    }
}
