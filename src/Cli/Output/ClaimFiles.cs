using MomentsDnns.Plotting;
using MomentsDnns.Reproduction.Claims;

namespace MomentsDnns.Cli.Output;

/// <summary>Writes the claims: a table as Markdown and JSON, their figures, and a short table on standard output.</summary>
internal static class ClaimFiles
{
    /// <summary>Judges, draws and writes.</summary>
    /// <param name="runs">The measurements.</param>
    /// <param name="folder">Where to; made when missing.</param>
    public static void Write(ClaimRuns runs, string folder)
    {
        ClaimTable table = new(runs);
        Directory.CreateDirectory(folder);
        FigureFiles.WarnWithoutFont();
        foreach (ClaimFigure figure in ClaimCatalog.All.Select(c => c.Figure).Distinct())
            FigureRenderer.SavePng(ClaimFigures.Describe(figure, runs), Path.Combine(folder, ClaimTable.FileName(figure)));
        File.WriteAllText(Path.Combine(folder, "claims.md"), table.Markdown(""));
        File.WriteAllText(Path.Combine(folder, "claims.json"), table.ToJson());
        Console.WriteLine();
        TextTable.Write(["networks", "statement", "verdict", "measured"],
            [.. table.Lines.Select(l => new[] { l.Claim.Group, l.Claim.Statement, ClaimTable.Word(l.Outcome.Verdict), l.Outcome.Measured })]);
        Console.WriteLine(string.Join(", ", Enum.GetValues<ClaimVerdict>().Select(v => $"{table.Count(v)} {ClaimTable.Word(v)}")) + $": {folder}/claims.md, .json and figures");
    }
}
