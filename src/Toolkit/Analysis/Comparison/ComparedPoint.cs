namespace MomentsDnns.Analysis.Comparison;

/// <summary>One compared number: a quantity at one depth.</summary>
/// <param name="Depth">The layer or unit.</param>
/// <param name="A">The first run's mean, or standard deviation.</param>
/// <param name="B">The second run's.</param>
/// <param name="ErrorA">The standard error of <paramref name="A"/>.</param>
/// <param name="ErrorB">The standard error of <paramref name="B"/>.</param>
/// <param name="SimulationsA">
/// How many simulations of the first run have a finite value here; of paired runs, pairs.
/// </param>
/// <param name="SimulationsB">How many of the second.</param>
/// <param name="DifferenceError">
/// The standard error of A - B: sqrt(ErrorA^2 + ErrorB^2); of paired runs from the differences of pairs; against a
/// table of means from the pooled spread.
/// </param>
/// <param name="Z">
/// (A - B) / DifferenceError; 0 where the difference is within the resolution; infinite, with the difference's sign,
/// where nothing varies and yet differs.
/// </param>
public sealed record ComparedPoint(int Depth, double A, double B, double ErrorA, double ErrorB, int SimulationsA,
    int SimulationsB, double DifferenceError, double Z);
