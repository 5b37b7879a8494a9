using System.Globalization;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Benchmarks.Agreement;

/// <summary>Draws pairs of runs from pools of simulations and counts verdicts.</summary>
/// <param name="runs">Where the simulations are, and how many of each net.</param>
/// <param name="pairs">Pairs for each number.</param>
/// <param name="permutations">Behind each p-value: the level is exact for any number, and 199 cost a fifth of the usual 999.</param>
/// <param name="threads">Pairs at a time.</param>
internal sealed class Study(Measurement runs, int pairs, int permutations, int threads)
{
    public const int TableSize = 90;

    private static readonly int[] Sizes = [5, 8, 16, 32, 64];

    /// <summary>Two disjoint subsets of the simulations of one net: largest |z|, mean z^2, and the rule of version 0.3.</summary>
    public void FalseAlarms()
    {
        Header("test");
        foreach ((string name, ExperimentConfiguration net) in Nets.All)
        {
            RunResults all = Pool(net);
            List<Count>[] counts = [.. Sizes.Select(n => Counted(i => Split(all, i, n, n)))];
            Row(name, "largest z", counts.Select(c => c.Count(x => x.Differs)));
            Row("", "mean of z²", counts.Select(c => c.Count(x => x.MeanSquareDiffers)));
            Row("", "rule of 0.3", counts.Select(c => c.Count(x => x.DifferedBefore)));
            List<Count>[] spreads = [.. Sizes.Select(n => Counted(i => Split(all, i, n, n), includeSpread: true))];
            Row("", "largest z, spreads too", spreads.Select(c => c.Count(x => x.Differs)));
        }
    }

    /// <summary>A subset against the means of others.</summary>
    public void FalseAlarmsOfTables()
    {
        Header("test");
        foreach ((string name, ExperimentConfiguration net) in Nets.All)
        {
            RunResults all = Pool(net);
            List<ComparisonResult>[] results = [.. Sizes.Select(n => Pairs().Select(i =>
            {
                (RunResults run, RunResults others) = Split(all, i, n, TableSize);
                return MeansComparison.Compare(run, Table(others), new() { Permutations = permutations });
            }).ToList())];
            Row(name, "largest z", results.Select(r => r.Count(x => x.Verdict == ComparisonVerdict.Differ)));
            Row("", "mean of z²", results.Select(r => r.Count(x => x.MeanSquareP <= x.Options.Level)));
        }
    }

    /// <summary>Subsets of two nets.</summary>
    public void Power()
    {
        Header("test");
        foreach ((string name, ExperimentConfiguration a, ExperimentConfiguration b) in Nets.Differing)
        {
            RunResults first = Pool(a), second = Pool(b);
            List<Count>[] counts = [.. Sizes.Select(n => Counted(i => (Split(first, 2 * i, n, 0).A, Split(second, (2 * i) + 1, n, 0).A)))];
            Row(name, "largest z", counts.Select(c => c.Count(x => x.Differs)));
            Row("", "mean of z²", counts.Select(c => c.Count(x => x.MeanSquareDiffers)));
            Row("", "rule of 0.3", counts.Select(c => c.Count(x => x.DifferedBefore)));
        }
    }

    private ParallelQuery<int> Pairs() => ParallelEnumerable.Range(0, pairs).WithDegreeOfParallelism(threads);

    private readonly record struct Count(bool Differs, bool MeanSquareDiffers, bool DifferedBefore);

    private List<Count> Counted(Func<int, (RunResults A, RunResults B)> draw, bool includeSpread = false) => [.. Pairs().Select(i =>
    {
        (RunResults a, RunResults b) = draw(i);
        ComparisonResult result = RunComparison.Compare(a, b, new() { IncludeSpread = includeSpread, Permutations = permutations });
        double[] z = [.. result.Curves.SelectMany(c => c.Points).Select(p => Math.Abs(p.Z))];
        // Version 0.3 asked for every |z| of at most 5, and at most 3% of them past 3.
        return new Count(result.P <= result.Options.Level, result.MeanSquareP <= result.Options.Level, z.Any(v => v > 5) || z.Count(v => v > 3) > 0.03 * z.Length);
    })];

    private static (RunResults A, RunResults B) Split(RunResults run, int draw, int first, int second)
    {
        RandomStream random = new(31, draw, 3, RandomPurpose.Resampling);
        int[] rows = [.. Enumerable.Range(0, run.Simulations.Count)];
        for (int i = 0; i < first + second; i++)
        {
            int other = i + random.NextInt32(rows.Length - i);
            (rows[i], rows[other]) = (rows[other], rows[i]);
        }

        return (Subset(run, rows[..first]), Subset(run, rows[first..(first + second)]));
    }

    private static RunResults Subset(RunResults run, int[] rows)
    {
        Array.Sort(rows);
        return run.OfRows(rows);
    }

    private static PublishedMeans Table(RunResults run) => new("",
    [
        .. run.Curves.SelectMany(curve => run.Depths.Select((depth, d) =>
        {
            double[] values = [.. Enumerable.Range(0, curve.Simulations).Select(s => curve.Linear(s, d))], logs = [.. values.Select(v => Math.Log(v))];
            return new PublishedMean(curve.Statistic, curve.Location, depth, values.Length, values.Average(), Deviation(values), logs.Average(), Deviation(logs));
        })),
    ]);

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static void Header(string column)
    {
        Console.WriteLine($"| nets | {column} | {string.Join(" | ", Sizes.Select(n => $"{n} simulations"))} |");
        Console.WriteLine($"|---|---|{string.Concat(Sizes.Select(_ => "---|"))}");
    }

    private void Row(string name, string test, IEnumerable<int> counts) => Console.WriteLine(
        $"| {name} | {test} | {string.Join(" | ", counts.Select(c => (100.0 * c / pairs).ToString("F1", CultureInfo.InvariantCulture)))} |");

    private RunResults Pool(ExperimentConfiguration net) => (runs with { Experiment = net }).Run();
}
