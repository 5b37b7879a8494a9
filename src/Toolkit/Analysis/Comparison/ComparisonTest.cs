namespace MomentsDnns.Analysis.Comparison;

/// <summary>By which redrawing of the data the p-values of a comparison are found.</summary>
public enum ComparisonTest
{
    /// <summary>
    /// The simulations of both runs are pooled and shared out anew: runs that have no random numbers in common.
    /// </summary>
    Permutation,

    /// <summary>Each pair of simulations of one index changes sides or not: runs of one seed.</summary>
    SignFlips,

    /// <summary>Normal draws with the correlations of the run's own simulations: against a table of means.</summary>
    ParametricBootstrap,
}
