using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Training;

/// <summary>The rules of <see cref="TrainingOptions"/>.</summary>
internal static class TrainingRules
{
    private const int MostRecords = 10_000;

    /// <summary>Every rule that options break.</summary>
    public static IEnumerable<OptionFault> Broken(TrainingOptions options)
    {
        if (!(options.Rate > 0 && double.IsFinite(options.Rate)))
            yield return Fault(nameof(options.Rate), options.Rate, "must be a finite number above 0", "take 0.01");
        if (options.Momentum is { } momentum)
        {
            if (options.Optimizer != OptimizerKind.Sgd)
            {
                yield return Fault(nameof(options.Momentum), momentum, "belongs to SGD: Adam has averages of its own",
                    "leave it out, or take {Optimizer = OptimizerKind.Sgd}");
            }
            else if (momentum is not (>= 0 and < 1))
            {
                yield return Fault(nameof(options.Momentum), momentum, "must be from 0 to below 1",
                    "take 0.9, the default");
            }
        }

        if (!(options.WeightDecay >= 0 && double.IsFinite(options.WeightDecay)))
        {
            yield return Fault(nameof(options.WeightDecay), options.WeightDecay,
                "must be a finite number, 0 or more", "take 0, the default, or 0.0005");
        }

        if (options.Steps < 1)
            yield return Fault(nameof(options.Steps), options.Steps, "must be at least 1", "take 1000, the default");
        if (options.BatchSize < 2)
        {
            yield return Fault(nameof(options.BatchSize), options.BatchSize,
                "must be at least 2: batch norms take statistics over images", "take 64, the default");
        }

        if (options.Records is < 2 or > MostRecords)
        {
            yield return Fault(nameof(options.Records), options.Records,
                $"must be from 2, the first step and the last, to {MostRecords}", "take 20, the default");
        }

        if (options.JudgedImages < 2)
        {
            yield return Fault(nameof(options.JudgedImages), options.JudgedImages,
                "must be at least 2: batch norms take statistics over images", "take 1000, the default");
        }
    }

    /// <summary>The rules that options break with the images at hand.</summary>
    /// <param name="options">Sound options.</param>
    /// <param name="data">The images.</param>
    /// <param name="classes">The classes of the network's output; null: not known.</param>
    public static IEnumerable<OptionFault> Broken(TrainingOptions options, TrainingData data, int? classes)
    {
        if (options.BatchSize > data.Count)
        {
            yield return Fault(nameof(options.BatchSize), options.BatchSize,
                $"must be at most {data.Count}, the training images, since a batch holds distinct ones",
                $"take {data.Count} or fewer, or more images");
        }

        if (classes is { } known && data.LargestLabel >= known)
        {
            yield return Fault(nameof(TrainableOptions.Classes), known,
                $"must be above every label, the largest is {data.LargestLabel}", $"take {data.LargestLabel + 1}");
        }
    }

    private static OptionFault Fault(string option, double value, string rule, string remedy) =>
        new(option, OptionFault.Format(value), rule, remedy);
}
