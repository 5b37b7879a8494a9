using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>The images of a training run in memory, split and standardized; shared by its nets.</summary>
internal sealed class TrainingImages : IDisposable
{
    // Rules, description and images of a run ask for it in turn; of a million labels it takes most of a second.
    private static volatile KnownSplit? _last;

    private TrainingImages(TrainingData data, double deviation) => (Data, Deviation) = (data, deviation);

    /// <summary>The standard deviation of the values that enter: the unit of a noise on them.</summary>
    public double Deviation { get; }

    /// <summary>Training and held-out images with their classes.</summary>
    public TrainingData Data { get; }

    /// <summary>How a run's images are split: by its seed.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="OptionException">A class would have no image in a part.</exception>
    public static LabelledSplit Split(TrainingRun run)
    {
        if (_last is { } last && ReferenceEquals(last.Dataset, run.Dataset) && last.Options == run.Split)
            return last.Split;
        LabelledSplit split = LabelledSplit.Of(run.Dataset, run.Split);
        _last = new(run.Dataset, run.Split, split);
        return split;
    }

    /// <summary>All that a run's folder tells of the training.</summary>
    /// <param name="run">The run; sound.</param>
    public static TrainedSource Describe(TrainingRun run)
    {
        LabelledSplit split = Split(run);
        TrainingOptions options = run.Options;
        return new()
        {
            Classes = run.Dataset.Classes,
            LabelFingerprint = run.Dataset.LabelFingerprint,
            HeldOutShare = run.Dataset.TestImages.Count > 0 ? null : run.Split.HeldOutShare,
            TrainingImages = split.Training.Count,
            HeldOutImages = split.HeldOut.Count,
            Optimizer = OptionText.Of(options.Optimizer),
            Rate = options.Rate,
            Schedule = OptionText.Of(options.Schedule),
            Momentum = options.Optimizer == OptimizerKind.Sgd
                ? options.Momentum ?? TrainingOptions.UsualMomentum : null,
            WeightDecay = options.WeightDecay,
            Steps = options.Steps,
            Head = run.Module is { } module ? TrainedSource.HeadOf(module.Identity) : OptionText.Of(run.Network.Head),
            ImageScaling = OptionText.Of(run.Scaling),
            TrainsConstants = run.Network.TrainsConstants,
            JudgedImages = Math.Min(options.JudgedImages, split.Training.Count),
            Records = options.Records,
            RecordedSteps = options.RecordedSteps,
            ProbedSteps = run.ProbedSteps,
            ProbedImages = run.ProbedImages,
            NoiseLevels = run.NoiseLevels,
        };
    }

    /// <summary>Reads the images of a run.</summary>
    /// <param name="run">The run; sound.</param>
    public static TrainingImages Read(TrainingRun run)
    {
        LabelledSplit split = Split(run);
        using DisposeScope scope = NewDisposeScope();
        Tensor training = ImageStandardization.Read(run.Dataset, split.Training);
        Tensor heldOut = ImageStandardization.Read(run.Dataset, split.HeldOut);
        Tensor labels = Labels(run.Dataset, split.Training), heldOutLabels = Labels(run.Dataset, split.HeldOut);
        if (run.Scaling == ImageScaling.Centred)
        {
            const double middle = 0.5;
            double deviation = training.to(ScalarType.Float64).std(unbiased: false).item<double>();
            return new(new(Kept(training.Minus(middle)), Kept(labels), Kept(heldOut.Minus(middle)),
                Kept(heldOutLabels)), deviation);
        }

        ImageStandardization standard = new(training, run.TakesVectors);
        return new(new(Kept(standard.Apply(training)), Kept(labels), Kept(standard.Apply(heldOut)),
            Kept(heldOutLabels)), 1);
    }

    /// <summary>Releases the images.</summary>
    public void Dispose()
    {
        foreach (Tensor? tensor in new[] { Data.Images, Data.Labels, Data.HeldOutImages, Data.HeldOutLabels })
            tensor?.Dispose();
    }

    private static Tensor Labels(ILabelledDataset dataset, IReadOnlyList<int> indices) =>
        tensor(indices.Select(i => (long)dataset.LabelOf(i)).ToArray());

    private sealed record KnownSplit(ILabelledDataset Dataset, SplitOptions Options, LabelledSplit Split);

    private static Tensor Kept(Tensor made) => made.DetachFromDisposeScope();
}
