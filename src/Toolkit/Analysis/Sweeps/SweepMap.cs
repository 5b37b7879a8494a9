using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Sweeps;

/// <summary>Which number of each run a sweep is a map of.</summary>
/// <param name="Quantity">Of what the number is.</param>
/// <param name="Depth">At which depth, or the nearest recorded one; null: the last.</param>
public sealed record SweepMap(Quantity Quantity, int? Depth = null)
{
    /// <summary>Whether the numbers are in log10.</summary>
    public bool IsLog10 => Quantity.SpansDecades;

    /// <summary>Why a run will lack the number, before any work; null where it will have it.</summary>
    /// <param name="experiment">What is run.</param>
    public OptionFault? Fault(ExperimentConfiguration experiment)
    {
        if (Depth > experiment.Network.Depth)
        {
            return new(nameof(Depth), $"{Depth}", $"must be at most the depth, {experiment.Network.Depth}",
                "leave it out for the last");
        }

        return Quantity.Fault(experiment);
    }

    /// <summary>The same of nets that are trained, whose depths are steps.</summary>
    /// <param name="trained">How.</param>
    public OptionFault? Fault(TrainedSource trained)
    {
        if (Depth is { } step && !trained.Depths.Contains(step))
        {
            return new(nameof(Depth), $"{step}", $"must be a step that is kept, of {string.Join(", ", trained.Depths)}",
                "leave it out for the last, or name it in probe-steps");
        }

        return Quantity.Fault(NetworkFacts.OfTraining(trained));
    }

    /// <summary>The numbers of runs.</summary>
    /// <param name="x">The first option.</param>
    /// <param name="y">The second; null where one option varies.</param>
    /// <param name="runOf">The run of a point; null where it was not measured, which is a gap.</param>
    public SweepGrid Of(SweepAxis x, SweepAxis? y, Func<SweepPoint, RunResults?> runOf)
    {
        EndPoint?[,] values = new EndPoint?[x.Values.Count, y?.Values.Count ?? 1];
        int unmeasured = 0, simulations = int.MaxValue;
        bool isOfTraining = false;
        foreach (SweepPoint point in SweepPoint.All(x, y))
        {
            if (runOf(point) is not { } run)
            {
                unmeasured++;
                continue;
            }

            simulations = Math.Min(simulations, run.Simulations.Count);
            isOfTraining = run.Facts.IsOfTraining;
            values[point.X, point.Y] = EndPoint.Of(run, Quantity, Depth ?? run.Depths[^1], IsLog10);
        }

        return new(Quantity, IsLog10, x, y, values, unmeasured, unmeasured == values.Length ? 0 : simulations)
        {
            IsOfTraining = isOfTraining,
        };
    }
}
