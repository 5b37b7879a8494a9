using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Storage;

/// <summary>Reads parts, checks them and lays their rows into curves.</summary>
internal static class PartReader
{
    /// <summary>Reads one part and checks it against its name and the run's depths.</summary>
    /// <exception cref="InvalidDataException">The part is broken; the message says what to do.</exception>
    public static ResultTable Read(PartFile part, IReadOnlyCollection<int> depths)
    {
        byte[] bytes = File.ReadAllBytes(part.Path);
        try
        {
            ResultTable table = ParquetTable.Read(bytes);
            RequireFit(table, part, depths);
            return table;
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            // What the Parquet library throws at a broken file is anything from an end of stream to a bad index.
            string which = part.First == part.Last ? $"simulation {part.First}" : $"simulations {part.First} to {part.Last}";
            throw new InvalidDataException(
                $"{part.Path} is broken ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}); "
                + $"delete it: the run, started again, redoes {which}", cause);
        }
    }

    /// <summary>Gathers the rows of parts as curves.</summary>
    /// <param name="tables">The parts' rows, checked.</param>
    /// <param name="simulations">The simulations, ascending: rows of the curves.</param>
    /// <param name="depths">The depths, ascending: columns of the curves.</param>
    public static IEnumerable<Curve> Curves(IReadOnlyList<ResultTable> tables, IReadOnlyList<int> simulations,
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

    /// <summary>The simulations whose signal was lost, and where.</summary>
    /// <param name="tables">The parts' rows, checked.</param>
    /// <param name="ofNoise">Whether those whose noise was lost are asked for.</param>
    public static IReadOnlyDictionary<int, SignalLoss> Losses(IEnumerable<ResultTable> tables, bool ofNoise)
    {
        Dictionary<int, SignalLoss> losses = [];
        foreach (ResultTable table in tables.Where(t => t.Losses is not null))
        {
            for (int row = 0; row < table.Rows; row++)
            {
                if (table.Losses![row] is { } loss && loss.IsOfNoise == ofNoise) losses[table.Simulations[row]] = loss;
            }
        }

        return losses;
    }

    private static double[,] Absent(int simulations, int depths)
    {
        double[,] values = new double[simulations, depths];
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref values[0, 0], values.Length).Fill(double.NaN);
        return values;
    }

    private static Dictionary<int, int> Positions(IReadOnlyList<int> values) =>
        values.Select((value, position) => (value, position)).ToDictionary(p => p.value, p => p.position);

    private static void RequireFit(ResultTable table, PartFile part, IReadOnlyCollection<int> depths)
    {
        HashSet<(int, int, Location)> seen = [];
        for (int row = 0; row < table.Rows; row++)
        {
            (int simulation, int depth, Location location) = (table.Simulations[row], table.Depths[row], table.Locations[row]);
            if (simulation < part.First || simulation > part.Last)
                throw new InvalidDataException($"it holds simulation {simulation}, which its name does not");
            if (!depths.Contains(depth))
                throw new InvalidDataException($"it holds depth {depth}, which the run does not record");
            if (!seen.Add((simulation, depth, location)))
            {
                throw new InvalidDataException(
                    $"it holds simulation {simulation}, depth {depth}, {OptionText.Of(location)} twice");
            }
        }

        if (table.Rows == 0) throw new InvalidDataException("it holds no row");
    }
}
