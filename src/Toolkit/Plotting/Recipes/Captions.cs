using System.Globalization;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>The small print of figures: which mean a line is.</summary>
public static class Captions
{
    /// <summary>Of a panel that shows increments: which mean of a ratio they are.</summary>
    public const string Increments = "δχ: means of each simulation’s ratio.";

    /// <summary>Of a panel with a logarithmic axis and quantities that are averaged by their logarithms.</summary>
    public const string Logarithms = "Lines of χ, nu_2 and mu_2 on logarithmic axes: means of the logarithm.";

    /// <summary>What lines and bands of curves over depth are, and where they end.</summary>
    /// <param name="results">The run.</param>
    public static string Curves(RunResults results) =>
        $"Lines: means over {Simulations(results)}. Bands: 16th to 84th percentile."
        + string.Concat(DegeneracyText.Of(results).Select(degeneracy => $" The curves end where {degeneracy}."));

    /// <summary>What histograms of log-moments are.</summary>
    /// <param name="results">The run.</param>
    public static string Histograms(RunResults results) =>
        $"Densities over {Simulations(results)}, {VanillaHistograms.Bins(results.Simulations.Count)} bins at each "
        + "depth.";

    private static string Simulations(RunResults results) =>
        results.Simulations.Count == 1
            ? "1 simulation"
            : results.Simulations.Count.ToString("N0", CultureInfo.InvariantCulture) + " simulations";
}
