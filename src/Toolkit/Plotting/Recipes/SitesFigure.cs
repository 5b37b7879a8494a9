using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Of a net whose layers differ, its sites from top to bottom: (a) chi; (b) its growth from the site before on the main
/// path; (c) effective ranks; (d) the same relative to the most there can be; (e) mu_2/nu_2; (f) the kurtosis of
/// pre-activations. What a run does not hold has no panel.
/// </summary>
internal sealed class SitesFigure : IFigure
{
    private static readonly (string Name, string Axis, (Quantity Quantity, RgbColor Color, LineDash Dash,
        PointMarker Marker)[] Lines, string? Remark)[] Panels =
    [
        ("sensitivity", "chi", [(Quantity.Chi, Palette.Blue, LineDash.Solid, PointMarker.Circle)], null),
        ("increments", "delta chi",
            [(SiteQuantities.PathIncrement, Palette.Green, LineDash.Solid, PointMarker.Circle)],
            "δχ: χ over χ at the site before on the main path, at first over the input’s."),
        ("ranks", "r_eff",
        [
            (Quantity.SignalRank, Palette.Vermilion, LineDash.Solid, PointMarker.Circle),
            (Quantity.NoiseRank, Palette.Wine, LineDash.Dashed, PointMarker.Square),
        ], null),
        ("relative-ranks", "r_eff / \"most\"",
        [
            (SiteQuantities.SignalRankShare, Palette.Vermilion, LineDash.Solid, PointMarker.Circle),
            (SiteQuantities.NoiseRankShare, Palette.Wine, LineDash.Dashed, PointMarker.Square),
        ], "Most: the largest r_eff there can be, min(channels, points - 1)."),
        ("variance", "mu_2/nu_2", [(Quantity.VarianceShare, Palette.Indigo, LineDash.Solid, PointMarker.Circle)], null),
        ("kurtosis", "mu_4/mu_2^2", [(SiteQuantities.Kurtosis, Palette.Orange, LineDash.Solid, PointMarker.Circle)],
            "mu_4/mu_2^2: of what activations see; 3 of a Gaussian."),
    ];

    /// <inheritdoc/>
    public string Name => "sites";

    /// <inheritdoc/>
    public string Title => "sensitivity, effective ranks, moments along the sites";

    /// <inheritdoc/>
    public bool Fits(RunResults run) => run.Facts.Along is not null;

    /// <inheritdoc/>
    public FigureDescription Describe(RunResults run, FigureOptions options)
    {
        if (SitePath.Of(run) is not { } path)
            throw new ArgumentException("the layers of this net are alike; draw another figure of it", nameof(run));
        SiteRows rows = new(path);
        List<PanelDescription> panels = [];
        foreach ((string name, string axis, (Quantity Quantity, RgbColor Color, LineDash Dash,
            PointMarker Marker)[] lines, string? remark) in Panels)
        {
            List<SeriesDescription> main = [], branches = [];
            foreach ((Quantity quantity, RgbColor color, LineDash dash, PointMarker marker) in lines)
            {
                if (AxisScales.Summary(run, quantity) is not { } summary) continue;
                FigureLabel label = Label(quantity);
                if (rows.Branches(summary, label, color, marker) is { } light) branches.Add(light);
                if (rows.Main(summary, label, color, dash, marker) is { } line) main.Add(line);
            }

            if (main.Count == 0) continue;
            panels.Add(new()
            {
                Letter = (char)('a' + panels.Count),
                Name = name,
                XLabel = FigureLabel.Parse("site"),
                YLabel = FigureLabel.Parse(axis),
                YScale = AxisScales.Of(lines[0].Quantity),
                XRange = rows.Range,
                Series = [.. branches, .. main], // the path above its branches
                ReferenceLines = AxisScales.Reference(lines[0].Quantity),
                Remarks = [.. remark is null ? [] : new[] { remark },
                    .. lines[0].Quantity.AveragesLogarithms ? [Logarithms] : Array.Empty<string>()],
            });
        }

        int legend = panels.Max(p => (int?)p.Series.Count(s => s.IsInLegend)) is > 1 and var most ? most : 0;
        return new()
        {
            Name = Name,
            Panels = [.. panels.Select(p => p with { Profile = rows.Axis(legend) })],
            Caption = Caption(run, rows),
        };
    }

    /// <summary>Of a panel with quantities that are averaged by their logarithms.</summary>
    internal const string Logarithms = "χ and δχ: means of the logarithm.";

    /// <summary>What rows, names, rules and markers are.</summary>
    /// <param name="rows">The rows.</param>
    internal static string Rows(SiteRows rows) => string.Join(' ', new[]
    {
        "Rows: sites in the order of computation.",
        rows.Path.Main.Count < rows.Path.Sites.Count
            ? "Line and dark markers: the main path, which all paths from input to output share; light markers: "
                + "branches."
            : "",
        rows.IsThinned && rows.Path.Main.Count < rows.Path.Sites.Count
            ? $"Of more than {SiteRows.MostNamed} sites, those on branches stand closer and bear no names." : "",
        rows.Path.Stages.Count > 1 ? "Grey rules part stages, named at the right." : "",
    }.Where(sentence => sentence.Length > 0));

    // The axis says what it is relative to.
    private static FigureLabel Label(Quantity quantity) => SiteRows.Symbol(quantity == SiteQuantities.SignalRankShare
        ? Quantity.SignalRank : quantity == SiteQuantities.NoiseRankShare ? Quantity.NoiseRank : quantity);

    private static string Caption(RunResults run, SiteRows rows)
    {
        string net = run.Probed is not { Model.Length: > 0 } probed ? ""
            : FigureLabel.Quote($"{probed.Model}, weights {(probed.IsRedrawn
                ? $"redrawn ({PrintedNames.Of("init", probed.Init)})" : "as stored")}. ");
        return net + Rows(rows) + " " + Captions.Curves(run);
    }
}
