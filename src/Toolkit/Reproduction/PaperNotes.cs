namespace MomentsDnns.Reproduction;

/// <summary>What a reader of the table of measured and published numbers needs to know.</summary>
public static class PaperNotes
{
    /// <summary>One sentence a line.</summary>
    /// <param name="experiments">The experiments of the table.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<PaperExperiment> experiments)
    {
        List<string> lines =
        [
            "measured: mean ± standard error (standard deviation over nets); published: mean (standard deviation over "
            + "nets).",
            "delta chi: exp of the mean of log chi after - log chi before; log10 chi: the mean of log10 chi.",
        ];
        string[] smaller = [.. experiments.Select(e => (e.Figure, Sizes: e.SmallerThanPaper()))
            .Where(e => e.Sizes.Length > 0).Select(e => $"  {e.Figure}: {e.Sizes}")];
        if (smaller.Length > 0) lines.AddRange(["Smaller than published (in brackets):", .. smaller]);
        if (experiments.Any(e => e.Figure == PaperExperiment.Diffusion && e.SmallerThanPaper().Length > 0))
        {
            lines.Add("fig2: the batch hardly matters: batches of 2 and of 16 images through nets of the same weights "
                + "give logarithms correlated above 0.99 over nets.");
        }
        return lines;
    }
}
