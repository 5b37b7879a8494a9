using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Results as columns: one row per simulation, depth and location, ordered by them. A statistic without any value has
/// no column; a missing value within a column is NaN here and null in files.
/// </summary>
internal sealed class ResultTable
{
    /// <summary>The simulation of each row.</summary>
    public required int[] Simulations { get; init; }

    /// <summary>The depth of each row.</summary>
    public required int[] Depths { get; init; }

    /// <summary>The location of each row.</summary>
    public required Location[] Locations { get; init; }

    /// <summary>The values, as kept, by statistic in its order; each as long as there are rows.</summary>
    public required SortedDictionary<Statistic, double[]> Columns { get; init; }

    /// <summary>
    /// The degeneracy of the signal, else of the noise, in each row, null where both are sound; null where all are.
    /// </summary>
    public Degeneracy?[]? Degeneracies { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Rows => Simulations.Length;

    /// <summary>The rows of one simulation.</summary>
    /// <exception cref="ArgumentException">A value is NaN: what was not computed is to be left out.</exception>
    public static ResultTable From(SimulationResult simulation)
    {
        LayerRecord[] records = [.. simulation.Records.OrderBy(r => r.Depth).ThenBy(r => r.Location)];
        SortedDictionary<Statistic, double[]> columns = [];
        for (int row = 0; row < records.Length; row++)
        {
            foreach ((Statistic statistic, double value) in records[row].Values)
            {
                if (double.IsNaN(value))
                {
                    throw new ArgumentException(
                        $"simulation {simulation.Simulation}: {statistic.ColumnName} at depth {records[row].Depth}, "
                        + $"{records[row].Location.Name} is NaN; a value that was not computed must be left out",
                        nameof(simulation));
                }

                Column(columns, statistic, records.Length)[row] = value;
            }
        }

        return new()
        {
            Simulations = [.. Enumerable.Repeat(simulation.Simulation, records.Length)],
            Depths = [.. records.Select(r => r.Depth)],
            Locations = [.. records.Select(r => r.Location)],
            Columns = columns,
            Degeneracies = records.Any(r => r.Degeneracy is not null) ? [.. records.Select(r => r.Degeneracy)] : null,
        };
    }

    /// <summary>The rows of a whole run; rows without a value or the mark of a degeneracy are left out.</summary>
    public static ResultTable From(RunResults results) => From(results, 0, results.Simulations.Count);

    /// <summary>The rows of some simulations of a run.</summary>
    /// <param name="results">The run.</param>
    /// <param name="first">The position of the first simulation among them.</param>
    /// <param name="count">How many.</param>
    public static ResultTable From(RunResults results, int first, int count)
    {
        Curve[] curves = [.. results.Curves];
        bool hasDegeneracies = results.Degeneracies.Count + results.NoiseDegeneracies.Count > 0;
        // A run that was lost before its first record has no curve to tell its places.
        Location[] locations =
            [.. curves.Select(c => c.Location).Union(hasDegeneracies ? results.Facts.Places : []).Order()];
        Curve[][] curvesAt = [.. locations.Select(l => curves.Where(c => c.Location == l).ToArray())];
        List<(int Row, int Column, int Place)> rows = [];
        for (int s = first; s < first + count; s++)
        {
            for (int d = 0; d < results.Depths.Count; d++)
            {
                for (int place = 0; place < locations.Length; place++)
                {
                    if (curvesAt[place].Any(c => !double.IsNaN(c[s, d]))
                        || DegeneracyAt(s, d, locations[place]) is not null)
                    {
                        rows.Add((s, d, place));
                    }
                }
            }
        }

        SortedDictionary<Statistic, double[]> columns = [];
        for (int row = 0; row < rows.Count; row++)
        {
            (int s, int d, int place) = rows[row];
            foreach (Curve curve in curvesAt[place])
            {
                if (!double.IsNaN(curve[s, d])) Column(columns, curve.Statistic, rows.Count)[row] = curve[s, d];
            }
        }

        return new()
        {
            Simulations = [.. rows.Select(r => results.Simulations[r.Row])],
            Depths = [.. rows.Select(r => results.Depths[r.Column])],
            Locations = [.. rows.Select(r => locations[r.Place])],
            Columns = columns,
            Degeneracies = !hasDegeneracies ? null
                : [.. rows.Select(r => DegeneracyAt(r.Row, r.Column, locations[r.Place]))],
        };

        Degeneracy? DegeneracyAt(int s, int d, Location location) =>
            CauseOf(results.Degeneracies, Statistic.Mu2Signal, s, d, location)
            ?? CauseOf(results.NoiseDegeneracies, Statistic.Mu2Noise, s, d, location);

        // Within the unit of its degeneracy, a signal is sound at the places before: where its variance was kept. So is
        // a noise.
        Degeneracy? CauseOf(IReadOnlyDictionary<int, Degeneracy> degeneracies, Statistic kept, int s, int d,
            Location location) =>
            degeneracies.TryGetValue(results.Simulations[s], out Degeneracy degeneracy)
            && results.Depths[d] >= degeneracy.Depth
                && !(results.Find(kept, location) is { } variance && !double.IsNaN(variance[s, d])) ? degeneracy : null;
    }

    /// <summary>The rows of several tables, one behind another.</summary>
    /// <param name="tables">The tables, in the order of their simulations.</param>
    public static ResultTable Of(IReadOnlyList<ResultTable> tables)
    {
        int rows = tables.Sum(table => table.Rows), at = 0;
        SortedDictionary<Statistic, double[]> columns = [];
        foreach (ResultTable table in tables)
        {
            foreach ((Statistic statistic, double[] values) in table.Columns)
                values.CopyTo(Column(columns, statistic, rows), at);
            at += table.Rows;
        }

        return new()
        {
            Simulations = [.. tables.SelectMany(table => table.Simulations)],
            Depths = [.. tables.SelectMany(table => table.Depths)],
            Locations = [.. tables.SelectMany(table => table.Locations)],
            Columns = columns,
            Degeneracies = tables.All(table => table.Degeneracies is null) ? null
                : [.. tables.SelectMany(table => table.Degeneracies ?? new Degeneracy?[table.Rows])],
        };
    }

    /// <summary>The rows of one simulation, as <see cref="From(SimulationResult)"/> gives them.</summary>
    public ResultTable OfSimulation(int simulation)
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => Simulations[row] == simulation)];
        SortedDictionary<Statistic, double[]> columns = [];
        foreach ((Statistic statistic, double[] values) in Columns)
        {
            double[] kept = [.. rows.Select(row => values[row])];
            if (!kept.All(double.IsNaN)) columns.Add(statistic, kept);
        }

        Degeneracy?[]? degeneracies = Degeneracies is { } all ? [.. rows.Select(row => all[row])] : null;
        return new()
        {
            Simulations = [.. rows.Select(_ => simulation)],
            Depths = [.. rows.Select(row => Depths[row])],
            Locations = [.. rows.Select(row => Locations[row])],
            Columns = columns,
            Degeneracies = degeneracies?.Any(lost => lost is not null) == true ? degeneracies : null,
        };
    }

    /// <summary>Lays the values of the rows into curves.</summary>
    /// <param name="curves">The curves, which know simulations and depths.</param>
    public void AddTo(CurveTables curves)
    {
        foreach ((Statistic statistic, double[] values) in Columns)
        {
            for (int row = 0; row < values.Length; row++)
            {
                if (!double.IsNaN(values[row]))
                    curves.Add(statistic, Locations[row], Simulations[row], Depths[row], values[row]);
            }
        }
    }

    private static double[] Column(SortedDictionary<Statistic, double[]> columns, Statistic statistic, int rows)
    {
        if (!columns.TryGetValue(statistic, out double[]? column))
        {
            column = new double[rows];
            Array.Fill(column, double.NaN);
            columns.Add(statistic, column);
        }

        return column;
    }
}
