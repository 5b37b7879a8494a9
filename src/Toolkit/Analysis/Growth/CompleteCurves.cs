namespace MomentsDnns.Analysis.Growth;

/// <summary>Curves at those depths of a range at which every simulation has a value.</summary>
/// <param name="Depths">The depths, ascending, above 0.</param>
/// <param name="Values">A row a simulation.</param>
internal sealed record CompleteCurves(int[] Depths, double[][] Values)
{
    /// <summary>Takes them out of a table.</summary>
    /// <param name="depths">The depths of its columns.</param>
    /// <param name="table">[simulations, depths].</param>
    /// <param name="range">The columns of the range.</param>
    public static CompleteCurves Of(IReadOnlyList<int> depths, double[,] table, IEnumerable<int> range)
    {
        int[] simulations = [.. Enumerable.Range(0, table.GetLength(0))];
        int[] columns = [.. range.Where(c => simulations.All(s => double.IsFinite(table[s, c])))];
        return new([.. columns.Select(c => depths[c])],
            [.. simulations.Select(s => columns.Select(c => table[s, c]).ToArray())]);
    }
}
