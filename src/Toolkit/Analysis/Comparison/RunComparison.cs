using MomentsDnns.Analysis.Inference;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// Compares two runs whose simulations are independent: at every shared depth of every shared curve the means over
/// the simulations, in units of their joint standard error, z = (mean a - mean b)/sqrt(se_a^2 + se_b^2).
/// </summary>
/// <remarks>
/// Chi, nu_2 and mu_2 are compared in logarithms (they are close to log-normal); nu_1, mu_4, effective ranks and
/// increments linearly. z is close to standard normal from about 30 simulations a run; below, its tails are heavier.
/// Neighbouring depths are correlated, so far points come in runs: a curve can have many by one chance.
/// </remarks>
public static class RunComparison
{
    /// <summary>Compares two runs.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run; where its simulations share random numbers with the first's, the result tells so.</param>
    /// <param name="options">How; the defaults when left out.</param>
    /// <exception cref="InvalidDataException">
    /// A run has fewer than two simulations, or the two share nothing to compare.
    /// </exception>
    public static ComparisonResult Compare(RunResults a, RunResults b, ComparisonOptions? options = null)
    {
        options ??= new();
        RequireTwo(a, "first");
        RequireTwo(b, "second");
        (int Depth, int A, int B)[] depths = SharedDepths(a, b);
        if (depths.Length == 0)
        {
            throw new InvalidDataException(
                $"the runs share no recorded depth: the first has {Range(a)}, the second {Range(b)}; "
                + "run one with depths that the other records");
        }

        List<CurveComparison> curves = [];
        foreach ((ComparedQuantity quantity, Sample sampleA, Sample sampleB) in SharedQuantities(a, b, options))
        {
            (int Depth, SampleMoments A, SampleMoments B)[] moments =
                [.. depths.Select(d => (d.Depth, Moments(sampleA, a, d.A), Moments(sampleB, b, d.B)))];
            foreach (ComparedMoment moment in Enum.GetValues<ComparedMoment>())
            {
                if (moment == ComparedMoment.StandardDeviation && !options.IncludeSpread) continue;
                if (CompareCurve(quantity with { Moment = moment }, moments, options) is { } curve) curves.Add(curve);
            }
        }

        if (curves.Count == 0)
        {
            throw new InvalidDataException(
                "the runs share no statistic at a depth and location that both recorded in two simulations or more; "
                + "run one with the statistics and places of the other");
        }

        (double far, ComparisonVerdict verdict) = Judge([.. curves.SelectMany(c => c.Points)], options);
        return new(curves, far, verdict, options) { SharesSeed = SharesSeed(a, b) };
    }

    /// <summary>Whether a statistic is compared in logarithms: chi, nu_2 and mu_2 of signal and noise.</summary>
    /// <param name="statistic">The statistic.</param>
    public static bool IsComparedInLogarithms(Statistic statistic) =>
        statistic is Statistic.Chi or Statistic.Nu2Signal or Statistic.Mu2Signal or Statistic.Mu2Noise;

    private delegate double Sample(int simulation, int depth);

    private static void RequireTwo(RunResults run, string which)
    {
        if (run.Simulations.Count < 2)
        {
            throw new InvalidDataException(
                $"the {which} run has {run.Simulations.Count} simulation(s); "
                + "at least 2 are needed for a standard error: run more");
        }
    }

    // Imported runs' seeds are not known.
    private static bool SharesSeed(RunResults a, RunResults b) => a.Imported is null && b.Imported is null
        && a.Configuration.Seed == b.Configuration.Seed
        && a.Configuration.DatasetFingerprint == b.Configuration.DatasetFingerprint;

    private static (int Depth, int A, int B)[] SharedDepths(RunResults a, RunResults b)
    {
        Dictionary<int, int> columnOfB = b.Depths.Select((depth, i) => (depth, i)).ToDictionary(p => p.depth, p => p.i);
        return
        [
            .. a.Depths.Select((depth, i) => (depth, i)).Where(p => columnOfB.ContainsKey(p.depth))
                .Select(p => (p.depth, p.i, columnOfB[p.depth])),
        ];
    }

    private static IEnumerable<(ComparedQuantity, Sample, Sample)> SharedQuantities(RunResults a, RunResults b,
        ComparisonOptions options)
    {
        foreach (Curve curve in a.Curves)
        {
            if (b.Find(curve.Statistic, curve.Location) is not { } other) continue;
            bool inLogarithms = IsComparedInLogarithms(curve.Statistic);
            ComparedQuantity quantity = new()
            {
                Statistic = curve.Statistic,
                Location = curve.Location,
                IsLogarithmic = inLogarithms,
            };
            yield return inLogarithms
                ? (quantity, (s, d) => curve[s, d], (s, d) => other[s, d])
                : (quantity, curve.Linear, other.Linear);
        }

        if (!options.IncludeIncrements) yield break;
        foreach (IncrementCurve increment in Increments.Of(a))
        {
            // The same name may mean other places in another kind of net.
            IncrementKind kind = increment.Kind;
            if (Increments.Ends(a.Configuration.Network, kind) != Increments.Ends(b.Configuration.Network, kind)) continue;
            if (Increments.Find(b, kind) is not { } other) continue;
            yield return (new() { Increment = kind }, (s, d) => increment.Values[s, d], (s, d) => other.Values[s, d]);
        }
    }

    // Where some simulations have lost their signal the survivors are of another law: such a point is left out.
    private static SampleMoments Moments(Sample sample, RunResults run, int column)
    {
        SampleMoments moments = SampleMoments.Of(Enumerable.Range(0, run.Simulations.Count).Select(s => sample(s, column)));
        bool isOfSurvivors = moments.Count < run.Simulations.Count && run.Losses.Values.Concat(run.NoiseLosses.Values).Any(l => l.Depth <= run.Depths[column]);
        return isOfSurvivors ? SampleMoments.Of([]) : moments;
    }

    private static CurveComparison? CompareCurve(ComparedQuantity quantity,
        IEnumerable<(int Depth, SampleMoments A, SampleMoments B)> moments, ComparisonOptions options)
    {
        List<ComparedPoint> points = [];
        List<int> skipped = [];
        foreach ((int depth, SampleMoments a, SampleMoments b) in moments)
        {
            if (a.Count < 2 || b.Count < 2) skipped.Add(depth);
            else points.Add(Point(quantity, depth, a, b, options.Resolution));
        }

        if (points.Count == 0) return null;
        (double far, ComparisonVerdict verdict) = Judge(points, options);
        return new(quantity, points, skipped, far, verdict);
    }

    private static ComparedPoint Point(ComparedQuantity quantity, int depth, SampleMoments a, SampleMoments b,
        double resolution)
    {
        bool isMean = quantity.Moment == ComparedMoment.Mean;
        (double valueA, double valueB) = isMean ? (a.Mean, b.Mean) : (a.Deviation, b.Deviation);
        (double errorA, double errorB) = isMean ? (a.MeanError, b.MeanError) : (a.DeviationError, b.DeviationError);
        // What rounding can move scales with the values themselves, for a standard deviation too.
        double scale = quantity.IsLogarithmic ? 1 : Math.Max(Math.Abs(a.Mean), Math.Abs(b.Mean));
        double difference = valueA - valueB;
        double z = Math.Abs(difference) <= resolution * scale
            ? 0
            : difference / Math.Sqrt((errorA * errorA) + (errorB * errorB));
        return new(depth, valueA, valueB, errorA, errorB, a.Count, b.Count, z);
    }

    private static (double FarFraction, ComparisonVerdict Verdict) Judge(IReadOnlyList<ComparedPoint> points,
        ComparisonOptions options)
    {
        double far = points.Count(p => Math.Abs(p.Z) > options.FarZ) / (double)points.Count;
        bool agrees = far <= options.LargestFarFraction && points.All(p => Math.Abs(p.Z) <= options.LargestZ);
        return (far, agrees ? ComparisonVerdict.Agree : ComparisonVerdict.Differ);
    }

    private static string Range(RunResults run) => $"{run.Depths.Count} from {run.Depths[0]} to {run.Depths[^1]}";
}
