namespace MomentsDnns.Results;

/// <summary>Everything recorded in one simulation.</summary>
/// <param name="Simulation">The simulation's index, from 0.</param>
/// <param name="Records">Its rows, ordered by depth, then location.</param>
public sealed record SimulationResult(int Simulation, IReadOnlyList<LayerRecord> Records);
