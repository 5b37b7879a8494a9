using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Storage;

/// <summary>What a simulation must be to be kept in a run.</summary>
internal static class SimulationRules
{
    /// <summary>Its rows as a table.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="depths">The depths that the run records.</param>
    /// <exception cref="ArgumentException">A row does not fit.</exception>
    public static ResultTable Checked(SimulationResult simulation, IReadOnlySet<int> depths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(simulation.Simulation);
        if (simulation.Records.Count == 0)
            throw new ArgumentException($"simulation {simulation.Simulation} has no rows", nameof(simulation));
        HashSet<(int, Location)> seen = [];
        foreach (LayerRecord record in simulation.Records)
        {
            string where = $"simulation {simulation.Simulation}: depth {record.Depth}, {record.Location.Name}";
            if (!depths.Contains(record.Depth))
            {
                throw new ArgumentException($"{where}: the configuration does not record this depth",
                    nameof(simulation));
            }
            if (!seen.Add((record.Depth, record.Location)))
                throw new ArgumentException($"{where} is there twice", nameof(simulation));
        }

        return ResultTable.From(simulation);
    }
}
