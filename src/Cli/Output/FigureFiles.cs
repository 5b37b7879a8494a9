using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Output;

/// <summary>Draws every figure that a run has into a folder and says where.</summary>
internal static class FigureFiles
{
    /// <summary>Draws.</summary>
    /// <param name="results">The run.</param>
    /// <param name="directory">The folder; made when missing.</param>
    /// <param name="prefix">Before each file's name.</param>
    /// <param name="options">Choices.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <param name="only">The one figure to draw, by name; null for all.</param>
    public static void Draw(RunResults results, string directory, string prefix, FigureOptions options, double dpi, string? only = null)
    {
        WarnWithoutFont();
        foreach (FigureKind kind in FigureCatalog.For(results))
        {
            if (only is not null && kind.Name() != only) continue;
            string path = Path.Combine(directory, prefix + kind.PngFileName());
            FigureRenderer.SavePng(FigureCatalog.Describe(kind, results, options), path, dpi);
            Console.WriteLine(path);
        }
    }

    /// <summary>Says on standard error where figures will have no text.</summary>
    public static void WarnWithoutFont()
    {
        if (FigureRenderer.FontFamily is null)
            Console.Error.WriteLine("warning: this system has no font, figures are drawn without text; install one, such as the package fonts-dejavu-core");
    }

    /// <summary>A resolution that was asked for.</summary>
    /// <exception cref="UsageException">It is out of range.</exception>
    public static double Resolution(double dpi) => dpi is >= 36 and <= 1200
        ? dpi
        : throw new UsageException([new("dpi", OptionFault.Format(dpi), "must be from 36 to 1200", "take 200")]);
}
