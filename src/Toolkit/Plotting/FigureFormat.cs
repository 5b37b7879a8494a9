namespace MomentsDnns.Plotting;

/// <summary>What a figure is written as.</summary>
public enum FigureFormat
{
    /// <summary>Pixels, with the resolution written beside them.</summary>
    Png,

    /// <summary>Lines and text, the font in the file.</summary>
    Svg,

    /// <summary>Lines and text on one page of the figure's size, the fonts in the file.</summary>
    Pdf,
}
