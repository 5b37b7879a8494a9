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
        if (a.Probed is { } one && b.Probed is { } other) return Of(a, b, one, other);
        if (a.Imported is not null || b.Imported is not null || !a.HasConfiguration || !b.HasConfiguration) return null;
        ExperimentConfiguration first = a.Configuration, second = b.Configuration;
        if (first.Seed != second.Seed) return null;
        int[] common = [.. a.Simulations.Intersect(b.Simulations).Order()];
        if (common.Length == 0) return null;
        bool inputs = first.DatasetFingerprint.Length > 0 && first.DatasetFingerprint == second.DatasetFingerprint
            && first.BatchSize == second.BatchSize;
        bool weights =
            first.Network.Width == second.Network.Width && first.Network.KernelSize == second.Network.KernelSize
            && first.Network.Initialization.SharesNumbersWith(second.Network.Initialization);
        return new(inputs, weights, common, first.Seed);
    }

    // Inputs are drawn by seed and replicate, weights by the order and shapes of a model's parameters too.
    private static RunPairing? Of(RunResults a, RunResults b, ProbedSource one, ProbedSource other)
    {
        int[] common = [.. a.Simulations.Intersect(b.Simulations).Order()];
        if (one.Seed != other.Seed || common.Length == 0) return null;
        bool inputs = one.DatasetFingerprint.Length > 0 && one.DatasetFingerprint == other.DatasetFingerprint
            && one.BatchSize == other.BatchSize && one.InputShape.SequenceEqual(other.InputShape)
            && one.Scaling == other.Scaling && one.SignalAt == other.SignalAt;
        bool weights = one.Model == other.Model && one.ModelHash == other.ModelHash
            && InitializationCatalog.Find(one.Init) is { } law && InitializationCatalog.Find(other.Init) is { } second
            && law.SharesNumbersWith(second);
        return new(inputs, weights, common, one.Seed);
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
