using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>Lays values that come row by row into curves; what does not come is absent.</summary>
/// <param name="simulations">The simulations: rows of the curves.</param>
/// <param name="depths">The depths: columns of the curves.</param>
internal sealed class CurveTables(IReadOnlyList<int> simulations, IReadOnlyList<int> depths)
{
    private readonly Dictionary<int, int> _rows = Positions(simulations), _columns = Positions(depths);
    private readonly Dictionary<(Statistic Statistic, Location Place), double[,]> _tables = [];

    /// <summary>The curves of what was added.</summary>
    public IEnumerable<Curve> Curves => _tables.Select(t => new Curve(t.Key.Statistic, t.Key.Place, t.Value));

    /// <summary>Adds a value.</summary>
    public void Add(Statistic statistic, Location place, int simulation, int depth, double value)
    {
        if (!_tables.TryGetValue((statistic, place), out double[,]? table))
        {
            table = Table(simulations.Count, depths.Count, (_, _) => double.NaN);
            _tables.Add((statistic, place), table);
        }

        table[_rows[simulation], _columns[depth]] = value;
    }

    /// <summary>A table [simulations, depths] of a function of row and column.</summary>
    public static double[,] Table(int rows, int columns, Func<int, int, double> value)
    {
        double[,] table = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) table[row, column] = value(row, column);
        }

        return table;
    }

    private static Dictionary<int, int> Positions(IReadOnlyList<int> values) =>
        values.Select((value, position) => (value, position)).ToDictionary(p => p.value, p => p.position);
}
