using MomentsDnns.Analysis.Inference;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>
/// What measures add to size: forests are fitted to nine tenths of the networks and asked of the rest, for each set of
/// measures on the same folds.
/// </summary>
/// <param name="Scores">The sets of measures, size alone first.</param>
/// <param name="Importances">Of the model of all measures.</param>
public sealed record AccuracyModels(IReadOnlyList<ModelScore> Scores, IReadOnlyList<MeasureImportance> Importances)
{
    private const string Size = "size", WithOwn = "size + propagation", WithOthers = "size + zero-cost", All = "all";

    /// <summary>
    /// What the model of all measures gains over those that lack a group: over size and the zero-cost measures, and
    /// over size and propagation.
    /// </summary>
    public IReadOnlyList<ModelGain> Gains { get; init; } = [];

    /// <summary>Folds of the cross-validation.</summary>
    public const int Folds = 10;

    private const ulong Seed = 20260202;
    private const int Permutations = 10;

    /// <summary>Fits and asks.</summary>
    /// <param name="networks">The networks, each once, with every measure; 20 or more.</param>
    /// <param name="measures">The measures.</param>
    /// <param name="resamples">Resamples of the networks, for intervals.</param>
    /// <param name="trees">Trees of each forest.</param>
    internal static AccuracyModels Of(IReadOnlyList<MeasuredNetwork> networks, IReadOnlyList<RankingMeasure> measures,
        NetworkResamples resamples, int trees)
    {
        double[] accuracy = [.. networks.Select(n => n.Accuracy)];
        int[] folds = FoldsOf(networks.Count);
        List<(string Name, RankingMeasure[] Measures)> sets = SetsOf(measures);
        List<FittedFold>[] fitted = [.. sets.Select(set => Fit(networks, accuracy, folds, set.Measures, trees))];
        double[][] predicted = [.. sets.Select((set, i) => Predict(networks, fitted[i], set.Measures, [], null))];
        return new(
        [
            .. sets.Select((set, i) => new ModelScore(set.Name, set.Measures,
                resamples.Of(l => Explained(l[0], l[1]), accuracy, predicted[i]),
                resamples.Of(l => RankCorrelation.Spearman(l[0], l[1]), accuracy, predicted[i]),
                More(i, 0, Explained), More(i, 0, RankCorrelation.Spearman))),
        ], ImportancesOf(networks, accuracy, fitted[^1], sets[^1].Measures, Explained(accuracy, predicted[^1])))
        {
            Gains = [Gain(WithOthers), Gain(WithOwn)],
        };

        ModelGain Gain(string above)
        {
            int less = sets.FindIndex(set => set.Name == above), all = sets.Count - 1;
            return new(sets[all].Name, above, More(all, less, Explained), More(all, less, RankCorrelation.Spearman));
        }

        IntervalEstimate More(int set, int less, Func<double[], double[], double> score) => set == less
            ? new(double.NaN, double.NaN, double.NaN)
            : resamples.Of(l => score(l[0], l[1]) - score(l[0], l[2]), accuracy, predicted[set], predicted[less]);
    }

    /// <summary>R^2: 1 - mean square error over variance; NaN of constant values.</summary>
    internal static double Explained(double[] values, double[] predicted)
    {
        double mean = values.Average(), variance = values.Sum(v => (v - mean) * (v - mean));
        return variance > 0 ? 1 - (values.Zip(predicted, (v, p) => (v - p) * (v - p)).Sum() / variance) : double.NaN;
    }

    // Size alone, with each other group, and everything.
    private static List<(string, RankingMeasure[])> SetsOf(IReadOnlyList<RankingMeasure> measures)
    {
        RankingMeasure[] size = Of(MeasureGroup.Size), own = Of(MeasureGroup.Propagation),
            others = Of(MeasureGroup.ZeroCost);
        return
        [
            (Size, size), (WithOwn, [.. size, .. own]), (WithOthers, [.. size, .. others]),
            (All, [.. size, .. own, .. others]),
        ];

        RankingMeasure[] Of(MeasureGroup group) => [.. measures.Where(m => m.Group == group)];
    }

    private static int[] FoldsOf(int networks)
    {
        Xoshiro256 random = new(Seed);
        int[] folds = [.. Enumerable.Range(0, networks).Select(i => i % Folds)];
        Shuffle(folds, random);
        return folds;
    }

    // The rows of each fold with the forest of all others.
    private static List<FittedFold> Fit(IReadOnlyList<MeasuredNetwork> networks, double[] accuracy, int[] folds,
        RankingMeasure[] measures, int trees)
    {
        List<FittedFold> fitted = [];
        int[] all = [.. Enumerable.Range(0, networks.Count)];
        for (int fold = 0; fold < Folds; fold++)
        {
            int held = fold;
            int[] others = [.. all.Where(row => folds[row] != held)];
            Forest forest = Forest.Grow([.. others.Select(row => Features(networks[row], measures))],
                [.. others.Select(row => accuracy[row])], trees);
            fitted.Add(new([.. all.Where(row => folds[row] == held)], forest));
        }

        return fitted;
    }

    private static List<MeasureImportance> ImportancesOf(IReadOnlyList<MeasuredNetwork> networks, double[] accuracy,
        List<FittedFold> fitted, RankingMeasure[] measures, double whole)
    {
        Xoshiro256 random = new(Seed + 1);
        IEnumerable<(string, int[])> permuted = Enum.GetValues<MeasureGroup>()
            .Select(group => ($"all of {OptionText.Of(group)}", Columns(m => m.Group == group)))
            .Concat(measures.Select(measure => (measure.Name, Columns(m => m == measure))));
        List<MeasureImportance> importances = [];
        foreach ((string name, int[] columns) in permuted)
        {
            if (columns.Length == 0) continue;
            SampleMoments losses = SampleMoments.Of([.. Enumerable.Range(0, Permutations).Select(_ =>
                whole - Explained(accuracy, Predict(networks, fitted, measures, columns, random)))]);
            importances.Add(new(name, losses.Mean, losses.Deviation));
        }

        return importances;

        int[] Columns(Func<RankingMeasure, bool> isOne) =>
            [.. Enumerable.Range(0, measures.Length).Where(i => isOne(measures[i]))];
    }

    // Out of fold; some columns are those of another network of the fold.
    private static double[] Predict(IReadOnlyList<MeasuredNetwork> networks, List<FittedFold> fitted,
        RankingMeasure[] measures, int[] permuted, Xoshiro256? random)
    {
        double[] predicted = new double[networks.Count];
        foreach ((int[] rows, Forest forest) in fitted)
        {
            int[] others = [.. rows];
            if (random is not null) Shuffle(others, random);
            double[] scores = forest.Predict(rows.Select((row, i) =>
            {
                float[] features = Features(networks[row], measures), other = Features(networks[others[i]], measures);
                foreach (int column in permuted) features[column] = other[column];
                return features;
            }));
            for (int i = 0; i < rows.Length; i++) predicted[rows[i]] = scores[i];
        }

        return predicted;
    }

    private static float[] Features(MeasuredNetwork network, RankingMeasure[] measures) =>
        Array.ConvertAll(measures, measure => (float)network.Values[measure]);

    private static void Shuffle(int[] values, Xoshiro256 random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Networks that are held out, and the forest of all others.</summary>
    private sealed record FittedFold(int[] Rows, Forest Forest);
}
