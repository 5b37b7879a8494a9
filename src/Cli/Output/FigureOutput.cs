using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Output;

/// <summary>As what figures are written, and in which size.</summary>
/// <param name="Formats">The formats, one or more.</param>
/// <param name="Width">Millimetres; null: by the figure's panels.</param>
/// <param name="Dpi">Dots per inch of PNG.</param>
internal sealed record FigureOutput(IReadOnlyList<FigureFormat> Formats, double? Width, double Dpi)
{
    /// <summary>Writes a figure in each format.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The files without their extension.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Write(FigureDescription figure, string path)
    {
        FigureDescription sized = Width is { } width ? figure.InWidth(width) : figure;
        List<string> files = [];
        foreach (FigureFormat format in Formats)
        {
            files.Add(path + Extension(format));
            FigureRenderer.Save(sized, files[^1], format, Dpi);
        }

        return files;
    }

    /// <summary>The extension of a format's files, with its dot.</summary>
    public static string Extension(FigureFormat format) => "." + OptionText.Of(format);
}
