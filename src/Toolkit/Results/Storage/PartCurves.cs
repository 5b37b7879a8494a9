using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Storage;

/// <summary>Lays the rows of parts into curves.</summary>
internal static class PartCurves
{
    /// <summary>Gathers the rows of parts as curves.</summary>
    /// <param name="tables">The parts' rows, checked.</param>
    /// <param name="simulations">The simulations, ascending: rows of the curves.</param>
    /// <param name="depths">The depths, ascending: columns of the curves.</param>
    public static IEnumerable<Curve> Of(IReadOnlyList<ResultTable> tables, IReadOnlyList<int> simulations,
        IReadOnlyList<int> depths)
    {
        Dictionary<int, int> rowOf = Positions(simulations), columnOf = Positions(depths);
        Dictionary<(Statistic, Location), double[,]> curves = [];
        foreach (ResultTable table in tables)
        {
            foreach ((Statistic statistic, double[] values) in table.Columns)
            {
                for (int row = 0; row < values.Length; row++)
                {
                    if (double.IsNaN(values[row])) continue;
                    if (!curves.TryGetValue((statistic, table.Locations[row]), out double[,]? curve))
                    {
                        curve = Absent(simulations.Count, depths.Count);
                        curves.Add((statistic, table.Locations[row]), curve);
                    }

                    curve[rowOf[table.Simulations[row]], columnOf[table.Depths[row]]] = values[row];
                }
            }
        }

        return curves.Select(c => new Curve(c.Key.Item1, c.Key.Item2, c.Value));
    }

    private static double[,] Absent(int simulations, int depths)
    {
        double[,] values = new double[simulations, depths];
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref values[0, 0], values.Length).Fill(double.NaN);
        return values;
    }

    private static Dictionary<int, int> Positions(IReadOnlyList<int> values) =>
        values.Select((value, position) => (value, position)).ToDictionary(p => p.value, p => p.position);
}
