using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Results;

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
        if (options.Validate() is { Count: > 0 } faults)
            throw new Architectures.Networks.OptionException(faults, nameof(options));
        RunPairing? pairing = RunPairing.Of(a, b);
        int[] rowsA = Rows(a, pairing, "first"), rowsB = Rows(b, pairing, "second");
        IReadOnlyList<SharedCurve> shared = SharedCurve.Of(a, b, rowsA, rowsB, pairing is not null, options);
        (SharedCurve Curve, bool IsSpread)[] curves =
            [.. shared.SelectMany(c => options.IncludeSpread ? new[] { (c, false), (c, true) } : [(c, false)])];
        TestedPoint[] points =
            [.. curves.SelectMany(c => c.Curve.Points.Select(p => p with { IsSpread = c.IsSpread }))];
        NullDistribution chance =
            pairing is null ? PermutationTest.OfGroups(points, options) : PermutationTest.OfPairs(points, options);
        string? reason = pairing is null
            ? Reason(Math.Min(rowsA.Length, rowsB.Length), Redrawing.DistinctSplits(rowsA.Length, rowsB.Length),
            "permutations", options)
            : Reason(rowsA.Length, Redrawing.DistinctSigns(rowsA.Length), "flips of signs", options);

        List<CurveComparison> compared = [];
        int first = 0;
        foreach ((SharedCurve curve, bool isSpread) in curves)
        {
            double p = chance.AdjustedP(first, curve.Points.Count);
            compared.Add(new(curve.Quantity, curve.Quantity.AveragesLogarithms, isSpread,
                [.. points.Skip(first).Take(curve.Points.Count).Select(p => Point(p, pairing is not null))],
                curve.SkippedDepths, p, Verdict(p, reason, options)));
            first += curve.Points.Count;
        }

        return new(compared, pairing is null ? ComparisonTest.Permutation
            : ComparisonTest.SignFlips, chance.P, chance.MeanSquareP,
            Verdict(chance.P, reason, options), options)
        {
            Pairing = pairing,
            Redrawings = chance.Count,
            TakesAll = chance.TakesAll,
            Reason = reason,
            SimulationsA = rowsA.Length,
            SimulationsB = rowsB.Length,
        };
    }

    /// <summary>The verdict of a p-value; none where there is a reason against one.</summary>
    internal static ComparisonVerdict Verdict(double p, string? reason, ComparisonOptions options) =>
        reason is not null ? ComparisonVerdict.CannotTell
        : p <= options.Level ? ComparisonVerdict.Differ : ComparisonVerdict.Agree;

    private static int[] Rows(RunResults run, RunPairing? pairing, string which)
    {
        HashSet<int>? paired = pairing?.Simulations.ToHashSet();
        int[] rows =
            [.. Enumerable.Range(0, run.Simulations.Count).Where(r => paired?.Contains(run.Simulations[r]) ?? true)];
        if (rows.Length >= 2) return rows;
        string of = pairing is null ? "" : " in common with the other";
        throw new InvalidDataException($"the {which} run has {rows.Length} simulation(s){of}; at least 2 are needed "
            + "for a standard error: run more");
    }

    private static string? Reason(int simulations, double distinct, string what, ComparisonOptions options) =>
        simulations < options.LeastSimulations ? $"a run has {simulations} simulations, {options.LeastSimulations} "
        + "are needed"
        : 1 / distinct > options.Level ? string.Create(CultureInfo.InvariantCulture,
        $"{simulations} simulations have {distinct} {what}, so that p cannot fall to {options.Level}")
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
