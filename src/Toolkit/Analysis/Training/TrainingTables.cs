using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Training;

/// <summary>What became of nets that were trained, as a sentence and tables for text and pages.</summary>
internal static class TrainingTables
{
    /// <summary>The heads of the columns of <see cref="Steps"/>.</summary>
    public static IReadOnlyList<string> StepHeader { get; } =
    [
        "step", "nets", "training loss", "training accuracy", "held-out loss", "held-out accuracy", "mean log10 chi",
        "r_eff(x)", "r_eff(dx)",
    ];

    /// <summary>The heads of the columns of <see cref="Noise"/>.</summary>
    public static IReadOnlyList<string> NoiseHeader { get; } =
        ["step", "noise on images", "held-out accuracy", "share of noise in outputs", "by the infinitesimal noise"];

    /// <summary>What became of the nets.</summary>
    /// <param name="training">Of them.</param>
    public static string Sentence(TrainingAnalysis training) =>
        $"{training.AboveChance} of {training.Nets} nets end above chance on the training images "
        + Invariant($"(accuracy 1/{training.Classes} by chance, three standard errors); ")
        + (training.Diverged == 0 ? "none diverged" : $"{training.Diverged} diverged, and enter no mean from there on")
        + ". chi and effective ranks: behind the last unit.";

    /// <summary>A row a step.</summary>
    /// <param name="training">Of the nets.</param>
    public static IEnumerable<string[]> Steps(TrainingAnalysis training) => training.Rows.Select(row => (string[])
    [
        $"{row.Step}", $"{row.Nets}", Text(row.TrainingLoss), Text(row.TrainingAccuracy), Text(row.HeldOutLoss),
        Text(row.HeldOutAccuracy), Text(row.Log10Chi), Text(row.SignalRank), Text(row.NoiseRank),
    ]);

    /// <summary>A row for each size of the noise at a step.</summary>
    /// <param name="training">Of the nets.</param>
    public static IEnumerable<string[]> Noise(TrainingAnalysis training) => training.Noise.Select(row => (string[])
    [
        $"{row.Step}", Invariant($"{row.Level:G4}"), Text(row.Accuracy), Text(row.NoiseShare), Text(row.TangentShare),
    ]);

    private static string Text(Estimate? estimate) => estimate is null ? "" : MeasuredText.Of(estimate);
}
