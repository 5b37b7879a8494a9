using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Training;

/// <summary>Means at a step over the nets that hold a value there; null where none does.</summary>
/// <param name="Step">The steps that were taken.</param>
/// <param name="Nets">Nets that did not diverge before.</param>
/// <param name="TrainingLoss">Mean loss on the judged training images.</param>
/// <param name="TrainingAccuracy">Mean accuracy on them.</param>
/// <param name="HeldOutLoss">Mean loss on the images held out.</param>
/// <param name="HeldOutAccuracy">Mean accuracy on them.</param>
/// <param name="Log10Chi">Mean log10 of chi behind the last unit.</param>
/// <param name="SignalRank">Mean r_eff(x) there.</param>
/// <param name="NoiseRank">Mean r_eff(dx) there.</param>
public sealed record TrainingStep(int Step, int Nets, Estimate? TrainingLoss, Estimate? TrainingAccuracy,
    Estimate? HeldOutLoss, Estimate? HeldOutAccuracy, Estimate? Log10Chi, Estimate? SignalRank, Estimate? NoiseRank);
