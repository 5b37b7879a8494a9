using MomentsDnns.Plotting;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Output;

/// <summary>
/// Writes the claims: a table as Markdown and JSON, their figures, and a short table on standard output.
/// </summary>
internal static class ClaimFiles
{
    /// <summary>Judges, draws and writes.</summary>
    /// <param name="runs">The measurements.</param>
    /// <param name="folder">Where to; made when missing.</param>
    /// <param name="files">As what figures are written; as PNG too, which the tables name.</param>
    public static void Write(ClaimRuns runs, string folder, FigureOutput files)
    {
        ClaimTable table = new(runs);
        FigureOutput written = files with { Formats = [.. files.Formats.Append(FigureFormat.Png).Distinct()] };
        foreach (ClaimFigure figure in ClaimCatalog.All.Select(c => c.Figure).Distinct())
        {
            written.Write(ClaimFigures.Describe(figure, runs),
                Path.Combine(folder, Path.GetFileNameWithoutExtension(ClaimTable.FileName(figure))));
        }
        AtomicFile.Write(Path.Combine(folder, "claims.md"), table.Markdown(""));
        AtomicFile.Write(Path.Combine(folder, "claims.json"), table.ToJson());
        Console.WriteLine();
        TextTable.Write(["networks", "statement", "verdict", "measured"],
            [.. table.Lines.Select(l => new[] { l.Claim.Group, l.Claim.Statement, ClaimTable.Word(l.Outcome.Verdict),
                l.Outcome.Measured })]);
        Console.WriteLine(string.Join(", ", Enum.GetValues<ClaimVerdict>()
            .Select(v => $"{table.Count(v)} {ClaimTable.Word(v)}")) + $": {folder}/claims.md, .json and figures");
    }
}
