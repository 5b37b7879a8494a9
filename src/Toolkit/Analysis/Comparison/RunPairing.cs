using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// What the simulations of two runs have in common: with one seed, simulation i of one and simulation i of the other
/// draw from the same streams of random numbers. They are then pairs, and a difference is best taken within pairs.
/// </summary>
/// <param name="Inputs">Whether images and noise are the same: one dataset and one batch size.</param>
/// <param name="Weights">
/// Whether the random numbers behind the weights of a layer are the same: one width, one kernel size (of probed
/// networks, one model), and laws that both draw normal numbers (a ball's points and orthogonal vectors are made of
/// them) or both uniform ones.
/// </param>
/// <param name="Simulations">The simulations that both runs hold, ascending; at least one.</param>
/// <param name="Seed">The seed of both.</param>
public sealed record RunPairing(bool Inputs, bool Weights, IReadOnlyList<int> Simulations, ulong Seed)
{
    /// <summary>
    /// How two runs are paired; null where their simulations are independent: another seed, no common simulation, or
    /// results that were imported, whose seed is not known.
    /// </summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    public static RunPairing? Of(RunResults a, RunResults b)
    {
        if (Drawn(a) is not { } one || Drawn(b) is not { } other || one.IsProbed != other.IsProbed
            || a.Facts.IsOfTraining != b.Facts.IsOfTraining) return null;
        int[] common = [.. a.Simulations.Intersect(b.Simulations).Order()];
        if (one.Seed != other.Seed || common.Length == 0) return null;
        bool inputs = one.Dataset.Length > 0 && one.Dataset == other.Dataset && one.Inputs.Equals(other.Inputs);
        bool weights = one.Weights.Equals(other.Weights) && one.Law is { } law && other.Law is { } second
            && law.SharesNumbersWith(second);
        return new(inputs, weights, common, one.Seed);
    }

    // What inputs and weights are drawn by beside the replicate; of a probe, weights by the order and shapes of the
    // model's parameters.
    private static (bool IsProbed, ulong Seed, string Dataset, object Inputs, object Weights, InitializationKind? Law)?
        Drawn(RunResults run)
    {
        if (run.Probed is { } probe)
        {
            return (true, probe.Seed, probe.DatasetFingerprint,
                (probe.BatchSize, string.Join('x', probe.InputShape), probe.Scaling, probe.SignalAt),
                (probe.Model, probe.ModelHash), InitializationCatalog.Find(probe.Init));
        }

        if (run.Imported is not null || !run.HasConfiguration) return null;
        ExperimentConfiguration own = run.Configuration;
        return (false, own.Seed, own.DatasetFingerprint, own.BatchSize, (own.Network.Width, own.Network.KernelSize),
            own.Network.Initialization);
    }

    /// <summary>The rows of a run's simulations, in the order of <see cref="Simulations"/>.</summary>
    /// <param name="run">One of the two.</param>
    internal int[] RowsOf(RunResults run)
    {
        List<int> simulations = [.. run.Simulations];
        return [.. Simulations.Select(s => simulations.IndexOf(s))];
    }

    /// <summary>
    /// In words, such as <c>the same images and noise, and the same random numbers behind the weights</c>.
    /// </summary>
    public string Common => (Inputs, Weights) switch
    {
        (true, true) => "the same images and noise, and the same random numbers behind the weights",
        (true, false) => "the same images and noise",
        (false, true) => "the same random numbers behind the weights",
        _ => "one seed",
    };
}
