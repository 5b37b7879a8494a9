using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>
/// Cells as scripts: with the whole library referenced and its namespaces imported, each seeing what those before it
/// defined.
/// </summary>
internal static class CellScripts
{
    private static readonly string[] Imports =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Numerics",
        "Microsoft.Data.Analysis",
        "MomentsDnns.Analysis", "MomentsDnns.Analysis.Comparison", "MomentsDnns.Analysis.Growth",
        "MomentsDnns.Analysis.Inference",
        "MomentsDnns.Analysis.Quantities", "MomentsDnns.Analysis.Ranking", "MomentsDnns.Analysis.SideBySide",
        "MomentsDnns.Analysis.Sites",
        "MomentsDnns.Analysis.Sweeps",
        "MomentsDnns.Analysis.TheoryComparison", "MomentsDnns.Analysis.Training", "MomentsDnns.Analysis.Verdicts",
        "MomentsDnns.Architectures.Activations", "MomentsDnns.Architectures.Convolutions",
        "MomentsDnns.Architectures.Networks",
        "MomentsDnns.Architectures.Normalization", "MomentsDnns.Architectures.Numerics",
        "MomentsDnns.Architectures.Random", "MomentsDnns.Architectures.Twins",
        "MomentsDnns.Datasets", "MomentsDnns.Notebooks.Outputs", "MomentsDnns.Plotting", "MomentsDnns.Plotting.Recipes",
        "MomentsDnns.Propagation", "MomentsDnns.Propagation.Networks", "MomentsDnns.Propagation.Prediction",
        "MomentsDnns.Propagation.Running", "MomentsDnns.Propagation.Tracing",
        "MomentsDnns.Reproduction", "MomentsDnns.Results", "MomentsDnns.Statistics", "MomentsDnns.Sweeps",
        "MomentsDnns.Theory", "MomentsDnns.Theory.InfiniteWidth",
        "MomentsDnns.Training", "MomentsDnns.Training.Modules", "MomentsDnns.Training.Running",
        "TorchSharp", "TorchSharp.torch", // the last is a class, whose members are in scope
    ];

    // What this program was started with: the framework's assemblies and its own, by path.
    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The script of the first cell.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cell">Its number.</param>
    public static Script<object> First(string code, int cell) =>
        CSharpScript.Create(CellLines.Marked(code), Options(cell), typeof(NotebookGlobals));

    /// <summary>The script of a cell after others.</summary>
    /// <param name="before">The cells before.</param>
    /// <param name="code">The cell's text.</param>
    /// <param name="cell">Its number.</param>
    public static Script<object> Next(Script before, string code, int cell) =>
        before.ContinueWith(CellLines.Marked(code), Options(cell));

    /// <summary>The name under which a cell's lines stand in stack traces.</summary>
    public static string FileName(int cell) => $"cell {cell}";

    // Optimized, since a cell may hold an activation, whose code runs in the innermost loops.
    private static ScriptOptions Options(int cell) => ScriptOptions.Default
        .WithReferences(References.Value)
        .WithImports(Imports)
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithEmitDebugInformation(true)
        .WithFilePath(FileName(cell))
        .WithFileEncoding(Encoding.UTF8);
}
