using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Sites;

/// <summary>
/// The sites of a net whose layers differ, as columns of its run: which lie on the main path, and in which stages.
/// </summary>
public sealed class SitePath
{
    private readonly int?[] _before;

    private SitePath(RunResults run, IReadOnlyList<SiteFacts> along)
    {
        Sites = [.. run.Depths.Select(depth => along[depth - 1])];
        (Depths, BatchSize) = (run.Depths, run.Probed?.BatchSize);
        int[] columns = [.. Enumerable.Range(0, Sites.Count)], main = [.. columns.Where(c => Sites[c].IsOnMainPath)];
        // Where no path is known, each site follows the one before it.
        Main = main.Length > 0 ? main : columns;
        _before = new int?[Sites.Count];
        for (int c = 1; c < Sites.Count; c++) _before[c] = Main.Contains(c - 1) ? c - 1 : _before[c - 1];
        Stages = StagesOf(Sites, Main);
    }

    /// <summary>The sites, by column.</summary>
    public IReadOnlyList<SiteFacts> Sites { get; }

    /// <summary>The depth of each column.</summary>
    public IReadOnlyList<int> Depths { get; }

    /// <summary>The columns of the sites that every path from input to output passes, ascending.</summary>
    public IReadOnlyList<int> Main { get; }

    /// <summary>The stages, in order; together they hold every site.</summary>
    public IReadOnlyList<SiteStage> Stages { get; }

    /// <summary>Images in a batch; null where not known.</summary>
    public int? BatchSize { get; }

    /// <summary>The sites of a run; null of nets that repeat one unit.</summary>
    /// <param name="run">The run.</param>
    public static SitePath? Of(RunResults run) => run.Facts.Along is { } along ? new(run, along) : null;

    /// <summary>Whether a column is on the main path.</summary>
    /// <param name="column">The column.</param>
    public bool IsMain(int column) => Main.Contains(column);

    /// <summary>The last column on the main path before one; null where the input is.</summary>
    /// <param name="column">The column.</param>
    public int? Before(int column) => _before[column];

    /// <summary>The stage of a column; a branch belongs to the stage that it leads to.</summary>
    /// <param name="column">The column.</param>
    public SiteStage StageOf(int column) => Stages.First(stage => column <= stage.Last);

    /// <summary>The name of the site at a depth; null where there is none.</summary>
    /// <param name="depth">The depth.</param>
    public string? NameAt(int depth)
    {
        int column = Depths.ToList().IndexOf(depth);
        return column < 0 ? null : Sites[column].Name;
    }

    /// <summary>
    /// The largest effective rank that a site can have, min(channels, points - 1); channels where the number of images
    /// is not known.
    /// </summary>
    /// <param name="column">Its column.</param>
    public double LargestRank(int column)
    {
        SiteFacts site = Sites[column];
        return BatchSize is { } images ? Math.Max(1, Math.Min(site.Channels, ((double)images * site.Positions) - 1))
            : site.Channels;
    }

    private static List<SiteStage> StagesOf(IReadOnlyList<SiteFacts> sites, IReadOnlyList<int> main)
    {
        bool byPositions = main.Select(c => sites[c].Positions).Distinct().Count() > 1;
        List<List<int>> groups = [];
        foreach (int column in main)
        {
            if (groups.Count > 0 && Name(sites[groups[^1][0]], byPositions) == Name(sites[column], byPositions))
                groups[^1].Add(column);
            else groups.Add([column]);
        }

        List<SiteStage> stages = [];
        for (int i = 0; i < groups.Count; i++)
        {
            // Branches behind the last site of a stage lead to the next one.
            int first = i == 0 ? 0 : groups[i - 1][^1] + 1;
            int last = i == groups.Count - 1 ? sites.Count - 1 : groups[i][^1];
            stages.Add(new(Name(sites[groups[i][0]], byPositions), first, last, groups[i]));
        }

        return stages;
    }

    private static string Name(SiteFacts site, bool byPositions)
    {
        if (!byPositions) return site.Name.TrimStart('/').Split('.', '/')[0];
        int side = (int)Math.Round(Math.Sqrt(site.Positions));
        return side * side == site.Positions ? $"{side} × {side}" : $"{site.Positions} positions";
    }
}
