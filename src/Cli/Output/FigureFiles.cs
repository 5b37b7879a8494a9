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
    /// <param name="options">What is shown.</param>
    /// <param name="output">As what, and in which size.</param>
    public static void Draw(RunResults results, string directory, string prefix, FigureOptions options, FigureOutput output)
    {
        foreach (FigureKind kind in FigureCatalog.For(results))
        {
            Write(FigureCatalog.Describe(kind, results, options), Path.Combine(directory, prefix + kind.Name()), output);
        }
    }

    /// <summary>Writes a figure and says where.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">Its files without their extension.</param>
    /// <param name="output">As what, and in which size.</param>
    public static void Write(FigureDescription figure, string path, FigureOutput output)
    {
        foreach (string file in output.Write(figure, path)) Console.WriteLine(file);
    }

    /// <summary>Refuses to replace a figure that was not drawn from the same run.</summary>
    /// <param name="figure">A figure with its origin.</param>
    /// <param name="path">Its files without their extension.</param>
    /// <param name="output">As what.</param>
    /// <exception cref="UsageException">A file is there and does not tell this origin.</exception>
    public static void RequireOwn(FigureDescription figure, string path, FigureOutput output)
    {
        foreach (string file in output.Formats.Select(format => path + FigureOutput.Extension(format)))
        {
            if (File.Exists(file) && !FigureOrigin.IsIn(file, figure.Origin))
                throw new UsageException($"--output {Path.GetDirectoryName(file)}: {Path.GetFileName(file)} there was not drawn from this run and would be lost; take another folder, move that file away, or name both runs in one command");
        }
    }
}
