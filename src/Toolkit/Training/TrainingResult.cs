using MomentsDnns.Results;

namespace MomentsDnns.Training;

/// <summary>What became of a net that was trained.</summary>
/// <param name="Records">At the recorded steps, ascending; where it diverged, at those before.</param>
/// <param name="DivergedAt">
/// The step at which the loss of a batch or of the judged images was not finite; null where it never was.
/// </param>
public sealed record TrainingResult(IReadOnlyList<TrainingRecord> Records, int? DivergedAt)
{
    /// <summary>What <see cref="TrainingWatch.Inspect"/> gave, in the order of the steps.</summary>
    public IReadOnlyList<LayerRecord> Inspected { get; init; } = [];

    /// <summary>Whether the loss stayed finite.</summary>
    public bool IsFinite => DivergedAt is null;
}
