using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>How two runs are compared, and when they are said to differ.</summary>
public sealed record ComparisonOptions
{
    private const int FewestResamples = 99, MostResamples = 99_999;

    /// <summary>
    /// Whether standard deviations over the simulations are compared beside the means; no by default.
    /// </summary>
    public bool IncludeSpread { get; init; }

    /// <summary>
    /// What is compared; null, the default: every statistic at every place, and every increment of chi.
    /// </summary>
    public IReadOnlyList<Quantity>? Quantities { get; init; }

    /// <summary>
    /// The level of the test: the share of pairs of runs of one law that are said to differ; 0.05 by default.
    /// </summary>
    public double Level { get; init; } = 0.05;

    /// <summary>
    /// How many permutations (or flips of signs, or draws) are made beside the runs as they are; 999 by default. Where
    /// there are no more than that, all are taken.
    /// </summary>
    public int Permutations { get; init; } = 999;

    /// <summary>Fewer simulations than this in a run give no verdict; 5 by default.</summary>
    public int LeastSimulations { get; init; } = 5;

    /// <summary>
    /// Fewer simulations than this give no verdict against a table of means, whose test takes means over simulations
    /// for normal; 8 by default.
    /// </summary>
    public int LeastSimulationsAgainstMeans { get; init; } = 8;

    /// <summary>The seed of the permutations: the same runs have the same p-value.</summary>
    public ulong Seed { get; init; } = 20190611;

    /// <summary>
    /// A difference up to this size (relative to the mean absolute value; of logarithms absolute, which is the same) is
    /// rounding of 32-bit arithmetic and no evidence: its z is 0. 1e-6 by default; 0 takes every difference at its
    /// word.
    /// </summary>
    public double Resolution { get; init; } = 1e-6;

    /// <summary>Every rule that these options break; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        List<OptionFault> faults = [];
        if (!(Level is > 0 and < 1))
        {
            faults.Add(new(nameof(Level), OptionFault.Format(Level), "must lie between 0 and 1, it is a probability",
                "take 0.05, the default"));
        }
        if (Permutations is < FewestResamples or > MostResamples)
        {
            faults.Add(new(nameof(Permutations), $"{Permutations}",
                $"must be from {FewestResamples}, fewer cannot reach small p-values, to {MostResamples}, where p is "
                + "known to 0.0007",
                "take 999, the default"));
        }

        if (LeastSimulationsAgainstMeans < 2)
        {
            faults.Add(new(nameof(LeastSimulationsAgainstMeans), $"{LeastSimulationsAgainstMeans}",
                "must be at least 2, of one there is no error", "take 8, the default"));
        }
        if (LeastSimulations < 2)
        {
            faults.Add(new(nameof(LeastSimulations), $"{LeastSimulations}",
                "must be at least 2, of one there is no error", "take 5, the default"));
        }
        return faults;
    }
}
