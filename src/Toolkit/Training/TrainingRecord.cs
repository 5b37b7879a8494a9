namespace MomentsDnns.Training;

/// <summary>
/// What a net is worth at a step. Losses are mean cross-entropies (natural logarithm), accuracies shares of images
/// whose largest output is their class; batch norms take the statistics of <see cref="NormCalibration"/>.
/// </summary>
/// <param name="Step">The steps that were taken.</param>
/// <param name="TrainingLoss">Of the judged training images.</param>
/// <param name="TrainingAccuracy">Of the same.</param>
/// <param name="HeldOutLoss">Of the images that are held out; null where there are none, or it is not finite.</param>
/// <param name="HeldOutAccuracy">Of the same; null where there are none.</param>
public sealed record TrainingRecord(int Step, double TrainingLoss, double TrainingAccuracy, double? HeldOutLoss,
    double? HeldOutAccuracy);
