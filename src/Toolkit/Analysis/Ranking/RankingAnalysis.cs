using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>Networks measured at initialization, held against the accuracy that they reached.</summary>
public sealed record RankingAnalysis
{
    /// <summary>Fewer networks with every measure than this give no analysis.</summary>
    public const int LeastNetworks = 20;

    /// <summary>Resamples behind each interval.</summary>
    public const int Resamples = 1000;

    private const string Parameters = "params";

    /// <summary>Networks that were measured.</summary>
    public required int Networks { get; init; }

    /// <summary>
    /// The networks with every measure, each once: what all numbers are of. The others mostly have an output that does
    /// not depend on the input.
    /// </summary>
    public required IReadOnlyList<MeasuredNetwork> Complete { get; init; }

    /// <summary>The networks that lack a measure, each once.</summary>
    public required IReadOnlyList<MeasuredNetwork> Incomplete { get; init; }

    /// <summary>
    /// The measures that are left out: of the networks that have half of all measures or more, over a tenth have none
    /// of it, as networks with tanh have no synflow. Else these networks would be left out of all numbers.
    /// </summary>
    public required IReadOnlyList<MeasureWithout> LeftOut { get; init; }

    /// <summary>How well each measure ranks.</summary>
    public required IReadOnlyList<MeasureRanking> Measures { get; init; }

    /// <summary>Accuracy by verdict; empty where nothing was judged.</summary>
    public required IReadOnlyList<VerdictRanking> Verdicts { get; init; }

    /// <summary>What measures add to size.</summary>
    public required AccuracyModels Models { get; init; }

    /// <summary>Networks in the best tenth.</summary>
    public required int BestTenth { get; init; }

    /// <summary>Analyses measurements.</summary>
    /// <param name="measured">The measurements; repeats tell the noise, and those numbered 0 all else.</param>
    /// <param name="measures">The measures, in the order of tables.</param>
    /// <exception cref="ArgumentException">Too few networks have every measure.</exception>
    public static RankingAnalysis Of(
        IReadOnlyList<MeasuredNetwork> measured, IReadOnlyList<RankingMeasure> measures) =>
        Of(measured, measures, Forest.Trees);

    /// <summary>How many networks an analysis of measurements would be of, see <see cref="Complete"/>.</summary>
    /// <param name="measured">The measurements.</param>
    /// <param name="measures">The measures.</param>
    public static int CountComplete(IReadOnlyList<MeasuredNetwork> measured, IReadOnlyList<RankingMeasure> measures)
    {
        MeasuredNetwork[] once = [.. measured.Where(n => n.Repeat == 0)];
        RankingMeasure[] kept = [.. measures.Except(LackedOf(once, measures).Select(m => m.Measure))];
        return once.Count(n => kept.All(n.Values.ContainsKey));
    }

    /// <summary>The same by forests of another size.</summary>
    internal static RankingAnalysis Of(
        IReadOnlyList<MeasuredNetwork> measured, IReadOnlyList<RankingMeasure> measures, int trees)
    {
        // The order of the list decides no bit, the resamples being of places in it.
        measured = [.. measured.OrderBy(n => n.Repeat).ThenBy(n => n.Name, StringComparer.Ordinal)];
        MeasuredNetwork[] once = [.. measured.Where(n => n.Repeat == 0)];
        MeasureWithout[] leftOut = LackedOf(once, measures);
        measures = [.. measures.Except(leftOut.Select(m => m.Measure))];
        MeasuredNetwork[] complete = [.. once.Where(IsComplete)];
        if (complete.Length < LeastNetworks)
        {
            throw new ArgumentException($"{complete.Length} networks have every measure, an analysis needs "
                + $"{LeastNetworks}; measure more", nameof(measured));
        }

        NetworkResamples resamples = new(complete.Length, Resamples);
        MeasuredNetwork[] best = [.. complete.OrderByDescending(n => n.Accuracy).Take((complete.Length + 9) / 10)];
        NetworkResamples resamplesOfBest = new(best.Length, Resamples);
        return new()
        {
            Networks = once.Length,
            Complete = complete,
            Incomplete = [.. once.Except(complete)],
            LeftOut = leftOut,
            Measures = [.. measures.Select(m => RankingOf(m, complete, resamples, best, resamplesOfBest, Noise(m)))],
            Verdicts = VerdictsOf(once),
            Models = AccuracyModels.Of(complete, measures, resamples, trees),
            BestTenth = best.Length,
        };

        bool IsComplete(MeasuredNetwork network) => measures.All(network.Values.ContainsKey);

        SeedNoise? Noise(RankingMeasure measure) => SeedNoise.Of(measured.Where(IsComplete).GroupBy(n => n.Name)
            .Select(group => (IReadOnlyList<double>)[.. group.Select(n => n.Values[measure])]));
    }

    private static MeasureWithout[] LackedOf(MeasuredNetwork[] networks, IReadOnlyList<RankingMeasure> measures)
    {
        MeasuredNetwork[] measured =
            [.. networks.Where(n => 2 * measures.Count(n.Values.ContainsKey) >= measures.Count)];
        return [.. measures.Select(m => new MeasureWithout(m, measured.Count(n => !n.Values.ContainsKey(m))))
            .Where(m => 10 * m.Lacking > measured.Length)];
    }

    private static MeasureRanking RankingOf(RankingMeasure measure, MeasuredNetwork[] complete,
        NetworkResamples resamples, MeasuredNetwork[] best, NetworkResamples resamplesOfBest, SeedNoise? noise)
    {
        double[] values = Values(complete, measure), accuracy = [.. complete.Select(n => n.Accuracy)];
        RankingMeasure? size = complete[0].Values.Keys.FirstOrDefault(m => m.Name == Parameters);
        return new(measure, resamples.Of(Spearman, values, accuracy),
            resamples.Of(l => RankCorrelation.KendallTauB(l[0], l[1]), values, accuracy),
            size is null || size == measure ? new(double.NaN, double.NaN, double.NaN)
                : resamples.Of(l => RankCorrelation.Partial(l[0], l[1], l[2]), values, accuracy,
                    Values(complete, size)),
            resamplesOfBest.Of(Spearman, Values(best, measure), [.. best.Select(n => n.Accuracy)]), noise);
    }

    private static List<VerdictRanking> VerdictsOf(MeasuredNetwork[] networks) =>
    [
        .. from network in networks
           from verdict in network.Verdicts
           group network.Accuracy by (verdict.Key, verdict.Value) into told
           orderby told.Key.Key.Name, told.Key.Value
           select new VerdictRanking(
               told.Key.Key, told.Key.Value, told.Count(), Estimate.Of([.. told]), Median([.. told])),
    ];

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static double Spearman(double[][] lists) => RankCorrelation.Spearman(lists[0], lists[1]);

    private static double[] Values(MeasuredNetwork[] networks, RankingMeasure measure) =>
        [.. networks.Select(n => n.Values[measure])];
}
