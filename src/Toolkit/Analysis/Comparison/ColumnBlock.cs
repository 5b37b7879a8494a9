using System.Numerics;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// Some points as a table, rows the simulations, of which sums over chosen rows are wanted many times: the powers of
/// each value, side by side in a row, so that one pass over rows adds up all that moments need.
/// </summary>
internal sealed class ColumnBlock
{
    private readonly double[] _rows;

    /// <summary>Fills the table.</summary>
    /// <param name="columns">At most a few hundred points: value by row, NaN where absent.</param>
    /// <param name="powers">The highest power: 2 for means, 4 for standard deviations too.</param>
    public ColumnBlock(IReadOnlyList<double[]> columns, int powers)
    {
        (Columns, Powers, Rows) = (columns.Count, powers, columns[0].Length);
        _rows = new double[Rows * Width];
        for (int c = 0; c < Columns; c++)
        {
            for (int r = 0; r < Rows; r++)
            {
                if (double.IsNaN(columns[c][r])) continue;
                double power = 1;
                for (int k = 0; k <= powers; k++, power *= columns[c][r])
                    _rows[(r * Width) + (k * Columns) + c] = power;
            }
        }

        Totals = new double[Width];
        Sum([.. Enumerable.Range(0, Rows)], Totals);
    }

    /// <summary>How many points.</summary>
    public int Columns { get; }

    /// <summary>The highest power.</summary>
    public int Powers { get; }

    /// <summary>How many simulations.</summary>
    public int Rows { get; }

    /// <summary>Numbers in a sum: the power k of point c stands at k * <see cref="Columns"/> + c.</summary>
    public int Width => (Powers + 1) * Columns;

    /// <summary>The sums over all rows.</summary>
    public double[] Totals { get; }

    /// <summary>Adds up chosen rows.</summary>
    /// <param name="rows">Their indices.</param>
    /// <param name="sum">Receives the sums, <see cref="Width"/> numbers.</param>
    public void Sum(ReadOnlySpan<int> rows, Span<double> sum)
    {
        sum[..Width].Clear();
        foreach (int r in rows)
        {
            ReadOnlySpan<double> row = _rows.AsSpan(r * Width, Width);
            int i = 0;
            for (; i <= Width - Vector<double>.Count; i += Vector<double>.Count)
                (new Vector<double>(sum[i..]) + new Vector<double>(row[i..])).CopyTo(sum[i..]);
            for (; i < Width; i++) sum[i] += row[i];
        }
    }

    /// <summary>The moments of a point over some rows.</summary>
    /// <param name="sum">Their sums.</param>
    /// <param name="column">Which point.</param>
    public GroupMoments Moments(ReadOnlySpan<double> sum, int column) =>
        new(sum[column], sum[Columns + column], sum[(2 * Columns) + column],
        Powers < 4 ? 0 : sum[(3 * Columns) + column], Powers < 4 ? 0 : sum[(4 * Columns) + column]);
}
