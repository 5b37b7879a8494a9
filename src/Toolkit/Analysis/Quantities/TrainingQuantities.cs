using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>What can be told of nets that are trained, over the steps.</summary>
public static class TrainingQuantities
{
    /// <summary>The loss of the judged training images.</summary>
    public static Quantity TrainingLoss { get; } = Quantity.At(TrainedStatistics.Loss, TrainedStatistics.Training) with
    {
        Name = "training-loss",
        Text = "training loss",
        Symbol = "\"training loss\"",
        Definition = "The mean cross-entropy of the judged training images, natural logarithm.",
        SpansDecades = true,
    };

    /// <summary>The accuracy on the judged training images.</summary>
    public static Quantity TrainingAccuracy { get; } =
        Quantity.At(TrainedStatistics.Accuracy, TrainedStatistics.Training) with
        {
            Name = "training-accuracy",
            Text = "training accuracy",
            Symbol = "\"training accuracy\"",
            Definition = "The share of the judged training images whose largest output is their class.",
        };

    /// <summary>The loss of the images held out.</summary>
    public static Quantity HeldOutLoss { get; } = Quantity.At(TrainedStatistics.Loss, TrainedStatistics.HeldOut) with
    {
        Name = "held-out-loss",
        Text = "held-out loss",
        Symbol = "\"held-out loss\"",
        Definition = "The mean cross-entropy of the images held out, natural logarithm.",
        SpansDecades = true,
    };

    /// <summary>The accuracy on the images held out.</summary>
    public static Quantity HeldOutAccuracy { get; } =
        Quantity.At(TrainedStatistics.Accuracy, TrainedStatistics.HeldOut) with
        {
            Name = "held-out-accuracy",
            Text = "held-out accuracy",
            Symbol = "\"held-out accuracy\"",
            Definition = "The share of the images held out whose largest output is their class.",
        };

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Quantity> All { get; } = [TrainingLoss, TrainingAccuracy, HeldOutLoss, HeldOutAccuracy];

    /// <summary>The panels of a comparison of trainings.</summary>
    public static IReadOnlyList<Quantity> Shared { get; } =
        [TrainingLoss, TrainingAccuracy, HeldOutAccuracy, Quantity.Chi, Quantity.SignalRank, Quantity.NoiseRank];
}
