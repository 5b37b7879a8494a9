using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Sizes (points) and colours common to all figures.</summary>
internal static class FigureStyle
{
    public const float TickSize = 8, LabelSize = 9, LegendSize = 9, NoteSize = 7.5f, LetterSize = 9;

    public const float CaptionSize = 7;

    public const float LineWidth = 1.5f, ReferenceWidth = 0.7f;

    public const float ProfileLineWidth = 1.1f, RuleWidth = 0.6f;

    public const float BandEdgeWidth = 0.5f, BarWidth = 0.8f, HatchWidth = 0.6f;

    public const byte BandAlpha = 56, BandEdgeAlpha = 170;

    /// <summary>Room around the axes for their labels; to the left at least, above without a letter.</summary>
    public const float PaddingLeft = 40, PaddingRight = 9, PaddingTop = 20, PaddingTopBare = 8, PaddingBottom = 30;

    /// <summary>More room to the left where the vertical axis has a name.</summary>
    public const float YLabelRoom = 13;

    /// <summary>From the numbers of the vertical axis to the axis.</summary>
    public const float TickLabelGap = 6;

    /// <summary>The height of a line of the caption.</summary>
    public const double CaptionLine = 9;

    public static SKColor TextColor { get; } = new(0x22, 0x22, 0x22);

    public static SKColor NoteColor { get; } = new(0x66, 0x66, 0x66);

    public static SKColor RuleColor { get; } = new(0xC4, 0xC4, 0xC4);

    public static SKColor GridColor { get; } = new(0xEB, 0xEB, 0xEB);

    /// <summary>A description's colour as Skia's.</summary>
    public static SKColor Color(RgbColor color) => new(color.Red, color.Green, color.Blue);

    /// <summary>Lengths of strokes and gaps; empty for an unbroken line.</summary>
    public static float[] Intervals(LineDash dash) => dash switch
    {
        LineDash.Solid => [],
        LineDash.Dashed => [5, 2],
        LineDash.Dotted => [1.5f, 1.5f],
        LineDash.DashDotted => [5, 1.5f, 1.5f, 1.5f],
        LineDash.LongDashed => [10, 2.5f],
        LineDash.ShortDashed => [2.5f, 1.5f],
        LineDash.DashDotDotted => [5, 1.5f, 1.2f, 1.5f, 1.2f, 1.5f],
        _ => throw new ArgumentOutOfRangeException(nameof(dash), dash, "unknown dash"),
    };
}
