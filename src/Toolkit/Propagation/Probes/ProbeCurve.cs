namespace MomentsDnns.Propagation.Probes;

/// <summary>A number that is no statistic of runs, over simulations and depths. Immutable.</summary>
/// <param name="Depths">The recorded depths: the columns.</param>
/// <param name="Values">[simulations, depths].</param>
public sealed record ProbeCurve(IReadOnlyList<int> Depths, double[,] Values)
{
    /// <summary>How many simulations.</summary>
    public int Simulations => Values.GetLength(0);

    internal static ProbeCurve Of(IReadOnlyList<int> depths, IReadOnlyList<double[]> rows)
    {
        double[,] values = new double[rows.Count, depths.Count];
        for (int s = 0; s < rows.Count; s++)
        {
            for (int d = 0; d < depths.Count; d++) values[s, d] = rows[s][d];
        }

        return new(depths, values);
    }
}
