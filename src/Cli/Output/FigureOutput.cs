using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Output;

/// <summary>As what figures are written, and in which size.</summary>
/// <param name="Formats">The formats, one or more.</param>
/// <param name="Width">Millimetres; null: by the figure's panels.</param>
/// <param name="Dpi">Dots per inch of PNG.</param>
internal sealed record FigureOutput(IReadOnlyList<FigureFormat> Formats, double? Width, double Dpi)
{
    /// <summary>Millimetres; null: by the figure's panels.</summary>
    public double? Height { get; init; }

    /// <summary>Panels in a row; null: by the width.</summary>
    public int? Columns { get; init; }

    /// <summary>The caption, empty for none; null: the figure's own.</summary>
    public string? Caption { get; init; }

    /// <summary>Writes a figure in each format.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The files without their extension.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Write(FigureDescription figure, string path)
    {
        FigureDescription sized = Sized(figure);
        List<string> files = [];
        foreach (FigureFormat format in Formats)
        {
            files.Add(path + Extension(format));
            FigureRenderer.Save(sized, files[^1], format, Dpi);
        }

        (_, double height) = FigureRenderer.Size(sized);
        if (Height is null && height > FigureHeight.Page + 1)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"note: {files[0]} is {height:F0} mm high, a page of text {FigureHeight.Page}; more --columns, a "
                + $"--height or, of moments plot, --panels make it fit"));
        }
        return files;
    }

    private FigureDescription Sized(FigureDescription figure)
    {
        if (Caption is not null) figure = figure.WithCaption(Caption);
        if (Width is { } width) figure = figure.InWidth(width);
        if (Columns is { } columns)
        {
            // As many as there are panels at most; the width of the page for more than one, where none was asked for.
            int most = figure.MostColumns(Width ?? FigureWidth.TwoColumns),
                taken = Math.Clamp(columns, 1, Math.Max(1, figure.Panels.Count));
            if (taken > most)
            {
                throw new UsageException([new("columns", $"{columns}", figure.HasNames ? "makes panels too narrow"
                    : string.Create(CultureInfo.InvariantCulture, $"makes panels narrower than "
                    + $"{FigureWidth.LeastOfPanel} mm"), $"take {most}, or a greater --width")]);
            }
            figure = figure.InColumns(taken);
        }

        if (Height is not { } height) return figure;
        if (height < figure.LeastHeight)
        {
            throw new UsageException([new("height", OptionFault.Format(height),
                string.Create(CultureInfo.InvariantCulture,
                $"is less than the {figure.LeastHeight} mm that {figure.Rows} rows of panels in {figure.Name} need "
                    + $"with what is around them"), "take so much, fewer panels or more --columns")]);
        }

        return figure.InHeight(height);
    }

    /// <summary>The extension of a format's files, with its dot.</summary>
    public static string Extension(FigureFormat format) => "." + OptionText.Of(format);
}
