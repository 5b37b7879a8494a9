namespace MomentsDnns.Propagation;

/// <summary>How far a run is.</summary>
/// <param name="SimulationsDone">Finished simulations, those of earlier sessions included.</param>
/// <param name="Simulations">How many are wanted.</param>
/// <param name="LayersDone">Layers or residual units passed in this session.</param>
/// <param name="Layers">Layers or residual units that this session has to pass.</param>
public sealed record RunProgress(int SimulationsDone, int Simulations, long LayersDone, long Layers)
{
    /// <summary>The word for what is counted.</summary>
    public string Unit { get; init; } = "layer";

    /// <summary>
    /// How many simulations are waited for, since other processes have them in hand and nothing else is left; 0 while
    /// there is work here.
    /// </summary>
    public int Awaited { get; init; }
}
