using Microsoft.Data.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis;

/// <summary>A run's rows as a data frame, for selections and group-wise numbers in scripts and notebooks.</summary>
public static class RunFrame
{
    /// <summary>The column of the simulation's index.</summary>
    public const string SimulationColumn = "simulation";

    /// <summary>The column of the layer or unit.</summary>
    public const string DepthColumn = "depth";

    /// <summary>The column of the place in it, as on the command line.</summary>
    public const string LocationColumn = "location";

    /// <summary>The column of the site's name, in nets whose layers differ.</summary>
    public const string SiteColumn = "site";

    /// <summary>
    /// A row for each simulation, depth and location that holds a value. Columns: these three; each statistic by its
    /// name, linear, and beside it <c>log_</c> and the name where logarithms are kept (the linear one may then be
    /// infinite); the increments of chi by their names, each in the rows of the location where it ends; in nets
    /// whose layers differ <c>site</c> behind these three. What was not computed is null.
    /// </summary>
    /// <param name="results">The run.</param>
    public static DataFrame Of(RunResults results)
    {
        Curve[] curves = [.. results.Curves];
        Location[] locations = [.. curves.Select(c => c.Location).Distinct().Order()];
        List<(int Row, int Column, Location Place)> rows =
        [
            .. from s in Enumerable.Range(0, results.Simulations.Count)
               from d in Enumerable.Range(0, results.Depths.Count)
               from place in locations
               where curves.Any(c => c.Location == place && !double.IsNaN(c[s, d]))
               select (s, d, place),
        ];
        List<DataFrameColumn> columns =
        [
            new Int32DataFrameColumn(SimulationColumn, rows.Select(r => results.Simulations[r.Row])),
            new Int32DataFrameColumn(DepthColumn, rows.Select(r => results.Depths[r.Column])),
            new StringDataFrameColumn(LocationColumn, rows.Select(r => r.Place.Name)),
        ];
        if (results.Facts.Along is { } along)
        {
            columns.Add(new StringDataFrameColumn(SiteColumn,
                rows.Select(r => along[results.Depths[r.Column] - 1].Name)));
        }

        foreach (Statistic statistic in curves.Select(c => c.Statistic).Distinct())
        {
            columns.Add(Column(statistic.Name, r => results.Find(statistic, r.Place)?.Linear(r.Row, r.Column)));
            if (statistic.IsLogarithmic)
                columns.Add(Column(statistic.ColumnName, r => results.Find(statistic, r.Place)?[r.Row, r.Column]));
        }

        foreach (IncrementSpan span in results.Facts.Increments)
        {
            if (Quantity.IncrementOver(span.Part).Find(results) is not { } increment) continue;
            columns.Add(Column(increment.Quantity.Name, r => r.Place == span.After ? increment.Linear(r.Row, r.Column)
                : null));
        }

        return new DataFrame(columns);

        DoubleDataFrameColumn Column(string name, Func<(int Row, int Column, Location Place), double?> value) =>
            new(name, rows.Select(r => value(r) is { } number && !double.IsNaN(number) ? number : (double?)null));
    }
}
