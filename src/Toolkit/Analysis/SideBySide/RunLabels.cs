using System.Globalization;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using static System.FormattableString;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>Names of runs that say in what they differ from each other, and nothing else.</summary>
public static class RunLabels
{
    /// <summary>
    /// One label for each run, in order; equal ones are numbered. Imported results whose configuration nobody declared
    /// are named by their file, for their options are not known; the others by what they differ in among themselves,
    /// probed networks and ours apart.
    /// </summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunResults> runs)
    {
        RunResults[] known = [.. runs.Where(r => r.HasConfiguration)];
        Queue<string> labels = new(known.Length == 0 ? [] : known.Length == 1 && runs.Count > 1 ? ["measured"]
            : Of([.. known.Select(r => r.Configuration)]));
        TrainedSource?[] trainings = [.. known.Select(r => r.Trained)];
        if (trainings.Length > 1 && Array.TrueForAll(trainings, t => t is not null))
            labels = new(labels.Zip(trainings, (label, trained) => Joined(label, Of(trained!, trainings!))));
        ProbedSource[] probes = [.. runs.Select(r => r.Probed).OfType<ProbedSource>()];
        return Numbered([.. runs.Select(r => r.HasConfiguration ? labels.Dequeue()
            : r.Imported?.File ?? (r.Probed is { } probe ? Of(probe, probes) : r.Trained?.ModuleName ?? ""))]);
    }

    // By what it differs in from the other probes; one among other runs, or of nothing of its own, by its model.
    private static string Of(ProbedSource probe, IReadOnlyList<ProbedSource> probes)
    {
        Func<ProbedSource, string>[] telling =
        [
            p => p.Model,
            p => !p.IsRedrawn ? p.State.Length > 0 ? p.State : "stored weights"
                : PrintedNames.Of("init", p.Init),
            p => p.NormStatistics.Length == 0 ? "" : $"{p.NormStatistics} norm statistics",
            p => string.Join('x', p.InputShape),
            p => p.SignalAt.Length == 0 ? "" : $"signal at {p.SignalAt}",
            p => string.Join(", ", p.Inputs.Select(i => i.Text)),
            p => p.Scaling.Length == 0 ? "" : $"scaling {p.Scaling}",
            p => PrintedNames.Of("dataset", p.Dataset), p => $"batch {p.BatchSize}",
            p => OptionText.Of(p.Precision),
        ];
        string label = string.Join(", ", telling.Where(t => probes.Select(t).Distinct().Count() > 1)
            .Select(t => t(probe)).Where(text => text.Length > 0));
        return label.Length > 0 ? label : probe.Model;
    }

    // By what the training differs in from the others; sizes of images and steps of records say nothing.
    private static string Of(TrainedSource trained, IReadOnlyList<TrainedSource> trainings)
    {
        string[] telling = ["optimizer", "rate", "schedule", "momentum", "weight-decay", "steps", "constants",
            "training-images"];
        return string.Join(", ", TrainedSource.Options(trained).Index().Where(o => telling.Contains(o.Item.Option)
                && trainings.Select(t => TrainedSource.Options(t)[o.Index].Value).Distinct().Count() > 1
                && o.Item.Value.Length > 0)
            .Select(o => o.Item.Option == "optimizer" ? o.Item.Value
                : $"{o.Item.Option.Replace('-', ' ')} {o.Item.Value}"));
    }

    // What the configurations do not tell is numbered there, and told here.
    private static string Joined(string label, string training) => training.Length == 0 ? label
        : label.StartsWith("run (", StringComparison.Ordinal) ? training : $"{label}, {training}";

    /// <summary>One label for each configuration, in order; equal ones are numbered.</summary>
    /// <param name="configurations">The configurations.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<ExperimentConfiguration> configurations)
    {
        OptionDeclaration[] differing =
        [
            .. ExperimentOptions.All.Where(o => !o.IsIncidental
            && configurations.Select(o.Text).Distinct().Count() > 1),
        ];
        return Numbered([.. configurations.Select(c =>
            string.Join(", ", differing.Select(o => Word(o, c)).OfType<string>()))]);
    }

    private static IReadOnlyList<string> Numbered(string[] labels) =>
        [.. labels.Select((label, i) => labels.Count(l => l == label) == 1 && label.Length > 0
            ? label
            : $"{(label.Length == 0 ? "run" : label)} ({labels.Take(i + 1).Count(l => l == label)})")];

    // Null: options of another architecture, and those left out, say nothing about a run.
    private static string? Word(OptionDeclaration option, ExperimentConfiguration configuration)
    {
        if (!option.Applies(configuration)) return null;
        if (option.Text(configuration) is not { } value) return option.LabelOfNone;
        bool isNumber = double.TryParse(value, CultureInfo.InvariantCulture, out double number);
        // Radii are roots as a rule: four digits name them.
        if (isNumber) value = Invariant($"{number:G4}");
        return option.Label?.Invoke(value) ?? (isNumber ? $"{option.Key.Replace('-', ' ')} {value}" : value);
    }
}
