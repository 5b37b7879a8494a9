using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Training;

/// <summary>
/// What became of nets that were trained. A net whose loss was not finite any more has diverged: it is counted, and
/// enters no mean from there on.
/// </summary>
public sealed record TrainingAnalysis
{
    private const double StandardErrors = 3;

    private static readonly Quantity NoisePower = Quantity.At(Statistic.Mu2Noise, TrainedStatistics.Logits),
        SignalVariance = Quantity.At(Statistic.Mu2Signal, TrainedStatistics.Logits);

    /// <summary>How many nets.</summary>
    public required int Nets { get; init; }

    /// <summary>How many of them diverged.</summary>
    public required int Diverged { get; init; }

    /// <summary>K, the classes: by chance an accuracy is 1/K.</summary>
    public required int Classes { get; init; }

    /// <summary>
    /// Nets whose last training accuracy is above 1/K by three standard errors of chance or more, each
    /// sqrt((1/K)(1 - 1/K)/n) of n judged images: they learned something.
    /// </summary>
    public required int AboveChance { get; init; }

    /// <summary>The steps of the training.</summary>
    public required int Steps { get; init; }

    /// <summary>Means at the steps of which most is known, ascending, the first and the last among them.</summary>
    public required IReadOnlyList<TrainingStep> Rows { get; init; }

    /// <summary>What noise on held-out images does, before the first step and after the last probed one.</summary>
    public required IReadOnlyList<NoiseRow> Noise { get; init; }

    /// <summary>What became of the nets of a run; null of a run that trained none.</summary>
    /// <param name="run">The run.</param>
    public static TrainingAnalysis? Of(RunResults run)
    {
        if (run.Trained is not { } trained) return null;
        int last = run.Depths.Count - 1;
        double chance = 1.0 / trained.Classes,
            least = chance + (StandardErrors * Math.Sqrt(chance * (1 - chance) / trained.JudgedImages));
        return new()
        {
            Nets = run.Simulations.Count,
            Diverged = run.Degeneracies.Count,
            Classes = trained.Classes,
            AboveChance = Values(run, TrainingQuantities.TrainingAccuracy, last).Count(accuracy => accuracy >= least),
            Steps = trained.Steps,
            Rows = [.. run.Depths.Index().Where(d => trained.ProbedSteps.Count == 0
                || trained.ProbedSteps.Contains(d.Item) || d.Index == 0 || d.Index == last)
                .Select(d => StepOf(run, d.Item, d.Index))],
            Noise = [.. trained.ProbedSteps.Take(1).Concat(trained.ProbedSteps.TakeLast(1)).Distinct()
                .SelectMany(step => trained.NoiseLevels.Select(level => NoiseAt(run, step, level)))],
        };
    }

    private static TrainingStep StepOf(RunResults run, int step, int column) => new(step,
        run.Simulations.Count - run.Degeneracies.Values.Count(lost => lost.Depth <= step),
        Mean(run, TrainingQuantities.TrainingLoss, column), Mean(run, TrainingQuantities.TrainingAccuracy, column),
        Mean(run, TrainingQuantities.HeldOutLoss, column), Mean(run, TrainingQuantities.HeldOutAccuracy, column),
        Mean(run, Quantity.Chi, column)?.Times(1 / Math.Log(10)), Mean(run, Quantity.SignalRank, column),
        Mean(run, Quantity.NoiseRank, column));

    private static NoiseRow NoiseAt(RunResults run, int step, double level)
    {
        int column = run.Depths.ToList().IndexOf(step);
        Location place = TrainedStatistics.Noisy(level);
        double[] ratios = NoisePower.Find(run) is { } noise && SignalVariance.Find(run) is { } signal
            ? [.. Enumerable.Range(0, run.Simulations.Count).Select(s => Math.Exp(signal[s, column] - noise[s, column]))
                .Where(ratio => !double.IsNaN(ratio))]
            : [];
        return new(step, level, Mean(run, Quantity.At(TrainedStatistics.Accuracy, place), column),
            Mean(run, Quantity.At(TrainedStatistics.NoiseShare, place), column),
            ratios.Length == 0 ? null : Estimate.Of([.. ratios.Select(r => level * level / ((level * level) + r))]));
    }

    private static Estimate? Mean(RunResults run, Quantity quantity, int column) =>
        Values(run, quantity, column) is { Length: > 0 } values ? Estimate.Of(values) : null;

    // Of the nets that hold a value; logarithms of what is averaged by them.
    private static double[] Values(RunResults run, Quantity quantity, int column) => quantity.Find(run) is not { } curve
        ? [] : [.. Enumerable.Range(0, run.Simulations.Count).Select(s => curve.Averaged(s, column))
            .Where(double.IsFinite)];
}
