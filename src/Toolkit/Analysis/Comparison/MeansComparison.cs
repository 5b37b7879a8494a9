using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// Whether a run follows the law of which a table gives means and standard deviations over simulations: z is the
/// difference of the means by Student with pooled spread, z = (x - m) / (s_p sqrt(1/n + 1/N)), s_p^2 = ((n-1) s_x^2 +
/// (N-1) s^2) / (n + N - 2); the largest |z| is held against normal draws with the correlations of the run's own
/// simulations.
/// </summary>
/// <remarks>
/// The table's spread is part of the law, and it is well known where the run's simulations are few. The correlations
/// are estimated from them: those of depths far apart are faded out (<see cref="TaperedDraws"/>), since n simulations
/// span n - 1 directions alone and would make any two points alike. What is wanted of the data is that means over n
/// simulations are normal: logarithms are compared wherever the table has them, for all statistics are positive and
/// most are skewed.
/// </remarks>
public static class MeansComparison
{
    /// <summary>Compares a run with published means.</summary>
    /// <param name="run">The run.</param>
    /// <param name="means">The means.</param>
    /// <param name="options">How; spreads and increments cannot be compared and are passed over.</param>
    /// <exception cref="ArgumentException">The options break a rule.</exception>
    /// <exception cref="InvalidDataException">
    /// The run has fewer than two simulations, or shares nothing with the table.
    /// </exception>
    public static ComparisonResult Compare(RunResults run, PublishedMeans means, ComparisonOptions? options = null)
    {
        options ??= new();
        OptionException.ThrowIfAny(options.Validate(), nameof(options));
        int simulations = run.Simulations.Count;
        if (simulations < 2)
        {
            throw new InvalidDataException($"the run has {simulations} simulation(s); at least 2 are needed for a "
                + "standard error: run more");
        }
        List<(Quantity Quantity, bool InLogs, MeanPoint[] Points, int[] Skipped)> curves =
            [.. Curves(run, means).Where(c => options.Quantities?.Contains(c.Quantity) ?? true)];
        if (curves.Count == 0)
        {
            throw new InvalidDataException($"the run and the table share no statistic at a depth and location; the "
                + $"table has depths {means.Points.Min(p => p.Depth)} to {means.Points.Max(p => p.Depth)}, the run "
                + $"{run.Depths[0]} to {run.Depths[^1]}: run those");
        }

        CurveComparison[] compared = [.. curves.Select(c => new CurveComparison(c.Quantity, c.InLogs, false,
            Array.ConvertAll(c.Points, p => p.Compare(c.InLogs, options.Resolution)), c.Skipped))];
        NullDistribution chance = TaperedDraws.Of([.. curves.Select(c => c.Points)],
            [.. compared.SelectMany(c => c.Points).Select(p => p.Z * p.Z)], options);
        string? reason = simulations < options.LeastSimulationsAgainstMeans
            ? $"the run has {simulations} simulations, {options.LeastSimulationsAgainstMeans} are needed against a "
            + "table of means" : null;
        return chance.Judge(compared, ComparisonTest.ParametricBootstrap, reason, options) with
        {
            SimulationsA = simulations,
            SimulationsB = means.Simulations,
        };
    }

    private static IEnumerable<(Quantity Quantity, bool InLogs, MeanPoint[] Points,
        int[] Skipped)> Curves(RunResults run, PublishedMeans means)
    {
        foreach (Curve recorded in run.Curves)
        {
            QuantityCurve curve = recorded;
            Dictionary<int, PublishedMean> published =
                means.Points.Where(p => (p.Statistic, p.Location) == (recorded.Statistic, recorded.Location))
                .ToDictionary(p => p.Depth);
            (int Column, PublishedMean Mean)[] shared = [.. run.Depths.Index()
                .Where(d => published.ContainsKey(d.Item)).Select(d => (d.Index, published[d.Item]))];
            if (shared.Length == 0) continue;
            // A share that is 0 in a simulation, here or there, has no logarithm.
            bool hasLogs = shared.All(p => double.IsFinite(p.Mean.LogMean) && double.IsFinite(p.Mean.LogDeviation)
                && (curve.Quantity.IsLogarithmic || curve.BySimulation(s => curve[s, p.Column]).All(v => v != 0)));
            bool inLogs = hasLogs || shared.All(p => double.IsNaN(p.Mean.Mean));
            List<MeanPoint> points = [];
            List<int> skipped = [];
            foreach ((int column, PublishedMean mean) in shared)
            {
                double[] values = curve.BySimulation(s =>
                    (inLogs ? curve.NaturalLog(s, column) : curve.Linear(s, column)) is var v && double.IsFinite(v)
                        ? v : double.NaN);
                bool isOfSurvivors = values.Any(double.IsNaN) && run.HasLostBy(mean.Depth);
                MeanPoint point = new(mean.Depth, values, mean.Simulations, inLogs ? mean.LogMean : mean.Mean,
                    inLogs ? mean.LogDeviation : mean.Deviation);
                if (isOfSurvivors || values.Count(double.IsFinite) < 2 || !double.IsFinite(point.Mean)
                    || !double.IsFinite(point.Deviation))
                {
                    skipped.Add(point.Depth);
                }
                else points.Add(point);
            }

            if (points.Count > 0) yield return (curve.Quantity, inLogs, [.. points], [.. skipped]);
        }
    }
}
