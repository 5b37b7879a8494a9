using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// Whether two runs follow one law: at every shared depth of every shared curve the difference of the means over the
/// simulations in units of its standard error, z; the largest |z| of all is held against what it becomes when
/// simulations are permuted between the runs.
/// </summary>
/// <remarks>
/// Chi, nu_2 and mu_2 are compared in logarithms (they are close to log-normal); nu_1, mu_4, effective ranks and
/// increments linearly. Simulations of one law are exchangeable, whatever their correlations along depth and between
/// curves, so that the p-value of the largest |z| is exact for any number of simulations. Runs of one seed are pairs
/// (<see cref="RunPairing"/>): z is that of the mean difference within pairs, and pairs change sides, which is exact
/// where the differences are symmetric around 0 and right for many pairs elsewhere. Of standard deviations
/// (<see cref="ComparisonOptions.IncludeSpread"/>) the same permutations are taken: under one law they are exchangeable
/// too.
/// </remarks>
public static class RunComparison
{
    /// <summary>Compares two runs.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">
    /// The second run; of one seed with the first, the simulations that both hold are compared as pairs.
    /// </param>
    /// <param name="options">How; the defaults when left out.</param>
    /// <exception cref="ArgumentException">The options break a rule.</exception>
    /// <exception cref="InvalidDataException">
    /// A run has fewer than two simulations, or the two share nothing to compare.
    /// </exception>
    public static ComparisonResult Compare(RunResults a, RunResults b, ComparisonOptions? options = null)
    {
        options ??= new();
        OptionException.ThrowIfAny(options.Validate(), nameof(options));
        RunPairing? pairing = RunPairing.Of(a, b);
        int[] rowsA = Rows(a, pairing, "first"), rowsB = Rows(b, pairing, "second");
        bool isPaired = pairing is not null;
        IReadOnlyList<SharedCurve> shared = SharedCurve.Of(a, b, rowsA, rowsB, isPaired, options);
        if (options.IncludeSpread) shared = [.. shared.SelectMany(c => new[] { c, c.OfSpread() })];
        TestedPoint[] points = [.. shared.SelectMany(c => c.Points)];
        NullDistribution chance =
            isPaired ? PermutationTest.OfPairs(points, options) : PermutationTest.OfGroups(points, options);
        string? reason = isPaired
            ? Reason(rowsA.Length, Redrawing.DistinctSigns(rowsA.Length), "flips of signs", options)
            : Reason(Math.Min(rowsA.Length, rowsB.Length), Redrawing.DistinctSplits(rowsA.Length, rowsB.Length),
                "permutations", options);
        return chance.Judge(shared.Select(c => new CurveComparison(c.Quantity, c.Quantity.AveragesLogarithms,
            c.Points[0].IsSpread, [.. c.Points.Select(p => Point(p, isPaired))], c.SkippedDepths)),
            isPaired ? ComparisonTest.SignFlips : ComparisonTest.Permutation, reason, options) with
        {
            Pairing = pairing,
            SimulationsA = rowsA.Length,
            SimulationsB = rowsB.Length,
        };
    }

    private static int[] Rows(RunResults run, RunPairing? pairing, string which)
    {
        int[] rows = pairing?.RowsOf(run) ?? [.. Enumerable.Range(0, run.Simulations.Count)];
        if (rows.Length >= 2) return rows;
        string of = pairing is null ? "" : " in common with the other";
        throw new InvalidDataException($"the {which} run has {rows.Length} simulation(s){of}; at least 2 are needed "
            + "for a standard error: run more");
    }

    private static string? Reason(int simulations, double distinct, string what, ComparisonOptions options) =>
        simulations < options.LeastSimulations ? $"a run has {simulations} simulations, {options.LeastSimulations} "
        + "are needed"
        : 1 / distinct > options.Level
        ? Invariant($"{simulations} simulations have {distinct} {what}, so that p cannot fall to {options.Level}")
        : null;

    private static ComparedPoint Point(TestedPoint point, bool isPaired)
    {
        (SampleMoments a, SampleMoments b) = (SampleMoments.Of(point.A), SampleMoments.Of(point.B));
        (double valueA, double valueB) = point.IsSpread ? (a.Deviation, b.Deviation) : (a.Mean, b.Mean);
        (double errorA, double errorB) =
            point.IsSpread ? (a.DeviationError, b.DeviationError) : (a.MeanError, b.MeanError);
        double difference = valueA - valueB, error = Math.Sqrt((errorA * errorA) + (errorB * errorB));
        if (isPaired)
        {
            error = SampleMoments.Of(point.Differences()).MeanError;
            if (point.IsSpread && a.Deviation + b.Deviation > 0) error /= a.Deviation + b.Deviation;
        }

        return new(point.Depth, valueA, valueB, errorA, errorB, a.Count, b.Count, error,
            Math.Abs(difference) <= point.Tolerance ? 0 : difference / error);
    }
}
