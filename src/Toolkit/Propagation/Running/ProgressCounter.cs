using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Propagation.Running;

/// <summary>Counts the layers and simulations of workers side by side, and tells of them.</summary>
/// <param name="measurement">What is run.</param>
/// <param name="missing">How many simulations are to be run.</param>
internal sealed class ProgressCounter(Measurement measurement, int missing)
{
    private readonly int _wanted = measurement.Shard.Of(measurement.Simulations, measurement.Turn).Count();
    private readonly Lock _telling = new();
    private readonly NetworkOptions _network = measurement.Experiment.Network;
    private int _missing = missing, _simulationsDone =
        measurement.Shard.Of(measurement.Simulations, measurement.Turn).Count() - missing;
    private long _layersDone;

    /// <summary>Counts a layer.</summary>
    /// <param name="layer">Which; of no interest.</param>
    public void LayerDone(int layer)
    {
        _ = layer;
        lock (_telling)
        {
            _layersDone++;
            Tell();
        }
    }

    /// <summary>Counts a simulation.</summary>
    public void SimulationDone()
    {
        lock (_telling)
        {
            _simulationsDone++;
            Tell();
        }
    }

    /// <summary>Counts a simulation that another process does, or has done.</summary>
    public void SimulationPassed()
    {
        lock (_telling)
        {
            _missing--;
            _simulationsDone++;
            Tell();
        }
    }

    private void Tell() => measurement.Progress?.Invoke(
        new RunProgress(_simulationsDone, _wanted, _layersDone, (long)_missing * _network.Depth)
        {
            Unit = _network.Topology.Unit,
        });
}
