using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Sites;

/// <summary>How a quantity grows over the outputs of a repeated unit, counted 1, 2, ..</summary>
public sealed record UnitGrowth
{
    /// <summary>The names of the outputs with the numbers starred, such as <c>layer*.*.relu*</c>.</summary>
    public required string Pattern { get; init; }

    /// <summary>What computes them.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage that they lie in; null of all of a net.</summary>
    public string? Stage { get; init; }

    /// <summary>The names of the outputs.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>By which law it grows; depths are numbers of units. Null where too little holds it.</summary>
    public GrowthFit? Growth { get; init; }

    /// <summary>The numbers of the units.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Numbers => [.. Enumerable.Range(1, Sites.Count)];

    /// <summary>[simulations, units]: natural logarithms of the quantity.</summary>
    internal double[,] LogValues { get; private init; } = new double[0, 0];

    /// <summary>What is judged of units: as of layers, from fewer of them on, and none a transient.</summary>
    /// <param name="options">Of layers.</param>
    internal static AnalysisOptions Options(AnalysisOptions options) => options with
    {
        LeastDepth = options.LeastUnits,
        FitFrom = null,
        FitTo = null,
        TransientShare = 0,
    };

    /// <summary>
    /// The growth over all outputs of the unit that repeats most often on the main path, then over those of one shape;
    /// empty where none repeats often enough.
    /// </summary>
    /// <param name="run">A run of a net whose layers differ.</param>
    /// <param name="quantity">What grows.</param>
    /// <param name="options">How often a unit repeats at least, and between which depths it is looked for.</param>
    internal static IReadOnlyList<UnitGrowth> Of(RunResults run, Quantity quantity, AnalysisOptions options)
    {
        if (SitePath.Of(run) is not { } path || quantity.Find(run) is not { } curve) return [];
        return
        [
            .. RepeatedUnits.Of(path, options.LeastUnits, IsFitted).Select(units =>
            {
                double[,] values = CurveTables.Table(curve.Simulations, units.Columns.Count,
                    (s, unit) => curve.NaturalLog(s, units.Columns[unit]));
                return new UnitGrowth
                {
                    Pattern = units.Pattern,
                    Kind = units.Kind,
                    Stage = units.Stage,
                    Sites = [.. units.Columns.Select(c => path.Sites[c].Name)],
                    LogValues = values,
                    Growth = GrowthFit.Of([.. Enumerable.Range(1, units.Columns.Count)], values, Options(options)),
                };
            }),
        ];

        bool IsFitted(int column) => run.Depths[column] >= (options.FitFrom ?? 1)
            && run.Depths[column] <= (options.FitTo ?? int.MaxValue)
            && Enumerable.Range(0, curve.Simulations).All(s => double.IsFinite(curve.NaturalLog(s, column)));
    }
}
