using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Sites;

/// <summary>
/// Sites on the main path that share the pattern of their names and their kind: outputs of a repeated unit.
/// </summary>
/// <param name="Pattern">Their names with the numbers starred.</param>
/// <param name="Kind">What computes them.</param>
/// <param name="Columns">Their columns, ascending: unit 1, 2, ..</param>
/// <param name="Stage">The stage that they lie in; null of all of a net.</param>
internal sealed record RepeatedUnits(string Pattern, string Kind, IReadOnlyList<int> Columns, string? Stage)
{
    /// <summary>
    /// The unit that repeats most often, of several the one that ends last: all of its outputs, then those that follow
    /// each other in one shape, where they are fewer. None where no unit repeats so often.
    /// </summary>
    /// <param name="path">The sites.</param>
    /// <param name="least">How often a unit repeats at least.</param>
    /// <param name="counts">Whether a column counts.</param>
    public static IReadOnlyList<RepeatedUnits> Of(SitePath path, int least, Func<int, bool> counts)
    {
        int[]? most = path.Main.Where(counts).GroupBy(c => (path.Sites[c].Pattern, path.Sites[c].Kind))
            .Select(group => group.ToArray()).Where(columns => columns.Length >= least)
            .OrderByDescending(columns => columns.Length).ThenByDescending(columns => columns[^1]).FirstOrDefault();
        if (most is null) return [];
        SiteFacts site = path.Sites[most[0]];
        return
        [
            new(site.Pattern, site.Kind, most, null),
            .. Alike(path, most).Where(run => run.Count >= least && run.Count < most.Length)
                .Select(run => new RepeatedUnits(site.Pattern, site.Kind, run, path.StageOf(run[0]).Name)),
        ];
    }

    private static List<List<int>> Alike(SitePath path, int[] columns)
    {
        List<List<int>> runs = [];
        foreach (int column in columns)
        {
            if (runs.Count > 0 && Shape(runs[^1][0]) == Shape(column)) runs[^1].Add(column);
            else runs.Add([column]);
        }

        return runs;

        (int, int, int) Shape(int column) =>
            (path.StageOf(column).First, path.Sites[column].Channels, path.Sites[column].Positions);
    }
}
