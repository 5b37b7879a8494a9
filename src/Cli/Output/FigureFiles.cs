using MomentsDnns.Cli.Options;
using MomentsDnns.Plotting;

namespace MomentsDnns.Cli.Output;

/// <summary>Writes figures and says where.</summary>
internal static class FigureFiles
{
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
            {
                throw new UsageException($"--output {Path.GetDirectoryName(file)}: {Path.GetFileName(file)} there was "
                    + "not drawn from this run and would be lost; take another folder, move that file away, or name "
                    + "both runs in one command");
            }
        }
    }
}
