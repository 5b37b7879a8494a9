using System.Xml.Linq;
using MomentsDnns.Analysis.Training;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>What became of nets that were trained.</summary>
internal static class TrainingSection
{
    /// <summary>The section; nothing of other runs.</summary>
    public static XElement? Of(string id, RunAnalysis analysis) => analysis.Training is not { } training ? null
        : Section(id, 3, "Training",
            analysis.Degeneracies.Select(degeneracy => E("p", "note", $"Note: {degeneracy}.")),
            E("p", null, TrainingTables.Sentence(training)),
            Table("Means by step", TrainingTables.StepHeader, TrainingTables.Steps(training)),
            training.Noise.Count == 0 ? null
                : Table("Held-out images under noise", TrainingTables.NoiseHeader, TrainingTables.Noise(training)));
}
