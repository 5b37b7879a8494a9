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
            string path = Path.Combine(directory, prefix + kind.Name());
            foreach (string file in output.Write(FigureCatalog.Describe(kind, results, options), path)) Console.WriteLine(file);
        }
    }
}
